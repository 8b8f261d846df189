package org.mosix.runtime.capture;

import java.util.List;

/** Not all threads could be stopped in time; the process runs on. */
public final class NotStoppable extends Exception {

  private static final long serialVersionUID = 1L;

  /** A thread that was in the way, and the JDK class and method (or state) that pinned it. */
  public record Pinned(String thread, String reason) {
    @Override
    public String toString() {
      return "thread \"" + thread + "\": " + reason;
    }
  }

  private final transient List<Pinned> threads;

  public NotStoppable(List<Pinned> threads) {
    super(threads.isEmpty() ? "the threads did not stop in time" : threads.get(0).toString());
    this.threads = List.copyOf(threads);
  }

  public List<Pinned> threads() {
    return threads;
  }
}
