package org.mosix.boot;

import java.util.concurrent.atomic.AtomicLong;
import jdk.internal.misc.Unsafe;

/**
 * A thread of the runtime, not of the program: its system calls are served by the JVM it runs in, it is never stopped, captured or
 * sent with an image. Always a daemon.
 */
public class RuntimeThread extends Thread {

  /**
   * Numbers that no thread of a program has: its threads keep theirs wherever they go, and since Java 24 the VM tells the owners of monitors
   * by these numbers. Two threads with one would be in the same synchronized block at the same time.
   */
  private static final AtomicLong NEXT_ID = new AtomicLong(1_000_000_000);

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long ID = UNSAFE.objectFieldOffset(Thread.class, "tid");

  private boolean actsForProgram;

  /**
   * @param work what the thread runs
   * @param name starts with {@code mosix-} by convention
   */
  public RuntimeThread(Runnable work, String name) {
    super(outermost(), work, name, 0, false);
    setDaemon(true);
    NextThread.giveBack(UNSAFE.getLong(this, ID));
    UNSAFE.putLong(this, ID, NEXT_ID.getAndIncrement());
  }

  /** Starts a thread. */
  public interface Start {
    void start() throws Throwable; // of a method handle
  }

  /**
   * Starts a thread of the program that arrived. The VM reads its number when it starts, and never again, and has threads of its own that may
   * have the same: it gets to see one that no other thread of this JVM has. Everyone else sees the one that the program knows.
   */
  public static void startArrived(Thread thread, Start start) throws Throwable {
    long number = UNSAFE.getLong(thread, ID);
    UNSAFE.putLong(thread, ID, NEXT_ID.getAndIncrement());
    try {
      start.start();
    } finally {
      UNSAFE.putLong(thread, ID, number);
    }
  }

  /** The program's groups list and count the program's threads only. */
  private static ThreadGroup outermost() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group != null && group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** True if the calling thread belongs to the runtime, and does not act for the program just now. */
  public static boolean callsAreLocal() {
    return Thread.currentThread() instanceof RuntimeThread thread && !thread.actsForProgram;
  }

  /**
   * Until the result is closed the system calls of the calling thread, which must be the runtime's, are the program's or its own: where
   * it loads the program's classes, these are read where the program's files are.
   */
  public static Acting acting(boolean forProgram) {
    return new Acting((RuntimeThread) Thread.currentThread(), forProgram);
  }

  /** As {@link #acting} says; closed by the same thread. */
  public static final class Acting implements AutoCloseable {

    private final RuntimeThread thread;
    private final boolean before;

    private Acting(RuntimeThread thread, boolean forProgram) {
      this.thread = thread;
      before = thread.actsForProgram;
      thread.actsForProgram = forProgram;
    }

    @Override
    public void close() {
      thread.actsForProgram = before;
    }
  }
}
