package org.mosix.torture;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** What must not outlive this JVM, however it ends: programs, daemons, directories; ended in the reverse order of their start. */
public final class AtExit {

  private static final Deque<Runnable> ENDS = new ArrayDeque<>();
  /** Started and perhaps not added yet: the end of the JVM can fall between the two. */
  private static final Set<Process> STARTED = new LinkedHashSet<>();
  private static boolean over;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::run, "at exit"));
  }

  private AtExit() {}

  /**
   * Starts a process that does not outlive this JVM.
   *
   * @throws IOException as {@code ProcessBuilder.start} does, and when this JVM is ending already
   */
  public static synchronized Process start(ProcessBuilder builder) throws IOException {
    if (over) {
      throw new IOException(builder.command().get(0) + " was not started: this JVM is ending");
    }
    STARTED.removeIf(process -> !process.isAlive());
    Process process = builder.start();
    STARTED.add(process);
    return process;
  }

  /** What is added while the JVM is ending already is ended at once. */
  public static synchronized void add(Runnable end) {
    if (over) {
      end.run();
    } else {
      ENDS.push(end);
    }
  }

  public static synchronized void remove(Runnable end) {
    ENDS.remove(end);
  }

  private static synchronized void run() {
    over = true;
    STARTED.forEach(Process::destroyForcibly);
    while (!ENDS.isEmpty()) {
      ENDS.pop().run();
    }
  }
}
