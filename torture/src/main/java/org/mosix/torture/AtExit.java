package org.mosix.torture;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must not outlive this JVM, however it ends: programs, daemons, directories; ended in the reverse order of their start. */
public final class AtExit {

  private static final Deque<Runnable> ENDS = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::run, "at exit"));
  }

  private AtExit() {}

  public static synchronized void add(Runnable end) {
    ENDS.push(end);
  }

  public static synchronized void remove(Runnable end) {
    ENDS.remove(end);
  }

  private static synchronized void run() {
    while (!ENDS.isEmpty()) {
      ENDS.pop().run();
    }
  }
}
