package org.mosix.boot;

/**
 * A thread of the runtime, not of the program: its system calls are served by the JVM it runs in, it is never stopped, captured or
 * sent with an image. Always a daemon.
 */
public class RuntimeThread extends Thread {

  /**
   * @param work what the thread runs
   * @param name starts with {@code mosix-} by convention
   */
  public RuntimeThread(Runnable work, String name) {
    super(null, work, name, 0, false);
    setDaemon(true);
  }

  /** True if the calling thread belongs to the runtime. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof RuntimeThread;
  }
}
