package org.mosix.runtime.capture;

import java.util.List;
import java.util.stream.Collectors;

/** Not all threads could be stopped in time; the process runs on. */
public final class NotStoppable extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MOST = 20;

  /** A thread that was in the way, and the JDK class and method (or state) that pinned it. */
  public record Pinned(String thread, String reason) {
    @Override
    public String toString() {
      return "thread \"" + thread + "\": " + reason;
    }
  }

  private final transient List<Pinned> threads;

  public NotStoppable(List<Pinned> threads) {
    super(threads.isEmpty() ? "the threads did not stop in time" : lines(threads));
    this.threads = List.copyOf(threads);
  }

  /** A line for each, the first some if there are many. */
  private static String lines(List<Pinned> threads) {
    return threads.stream().limit(MOST).map(Pinned::toString).collect(Collectors.joining("\n"));
  }

  public List<Pinned> threads() {
    return threads;
  }
}
