package org.mosix.runtime.syscall;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.mosix.boot.RuntimeThread;

/** Ends a program that runs on a guest: its shutdown hooks run here, then {@code halt} goes home and ends the home JVM. */
public final class GuestExit {

  /**
   * The status of an exit that home asked for: home ends by itself with the code of its signal, so only the hooks count. A program's
   * hook may still {@code halt} with a status of its own.
   */
  static final int HOME_DECIDES = 0x4d4f5358;

  private static final MethodHandle EXIT = find("exit");

  private GuestExit() {}

  private static MethodHandle find(String name) {
    try {
      return Trusted.LOOKUP.findStatic(Structs.boot("java.lang.Shutdown"), name, MethodType.methodType(void.class, int.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Home is shutting down (a signal): run the program's hooks. Returns at once; home learns of the end by {@code halt}. */
  public static void requestedByHome() {
    start(HOME_DECIDES, "SIGTERM handler");
  }

  /**
   * The program's main method has ended: the process ends when its last thread does that is not a daemon, as with
   * {@code DestroyJavaVM}. Returns at once. To be called again on the next guest if the process moves on.
   *
   * @param status 0, or 1 if main threw
   */
  public static void whenThreadsEnd(int status) {
    new RuntimeThread(() -> {
      joinProgram();
      start(status, "DestroyJavaVM");
    }, "mosix-end").start();
  }

  /** On a thread of the program, so that the calls of the exit sequence go home. */
  private static void start(int status, String name) {
    Thread exit = new Thread(null, () -> exit(status), name, 0, false);
    exit.setDaemon(true);
    exit.start();
  }

  private static void exit(int status) {
    try {
      EXIT.invokeExact(status);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("exit " + status, e);
    }
  }

  private static void joinProgram() {
    for (Thread thread = anyThread(); thread != null; thread = anyThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        return; // the guest is leaving
      }
    }
  }

  /** A live thread of the program that keeps it running; null if there is none. */
  private static Thread anyThread() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 16];
    int count = root.enumerate(threads, true);
    while (count == threads.length) {
      threads = new Thread[count * 2];
      count = root.enumerate(threads, true);
    }
    for (int i = 0; i < count; i++) {
      if (threads[i].isAlive() && !threads[i].isDaemon() && !(threads[i] instanceof RuntimeThread)) {
        return threads[i];
      }
    }
    return null;
  }
}
