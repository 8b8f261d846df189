package org.mosix.runtime.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.mosix.boot.Frame;
import org.mosix.boot.RuntimeThread;
import org.mosix.runtime.jvm.AllThreads;
import org.mosix.runtime.jvm.Internals;
import org.mosix.runtime.jvm.VirtualThreads;

/**
 * The program's main thread. At first it is the VM's own. Where a process arrives, another thread takes its part, and the VM's main
 * thread only waits for it, because the VM exits with what that one throws.
 */
public final class MainThread {

  /** Bit of {@code threadStatus}. */
  private static final int TERMINATED = 2;

  private final Thread original;
  private final ThreadGroup group;
  private Thread object;
  private boolean ended;
  /** An uncaught exception ended the program's main thread, here or before the process came. */
  private boolean threw;
  private Throwable thrown;

  /** @param original the VM's main thread */
  public MainThread(Thread original, boolean guest) {
    this.original = original;
    this.group = original.getThreadGroup();
    this.object = guest ? substitute() : original;
  }

  /** The VM's own main thread. */
  public Thread original() {
    return original;
  }

  /** The thread object that is the program's main thread now. */
  public synchronized Thread object() {
    return object;
  }

  /** For a process that comes back: a thread object that has not run yet takes the main thread's part. */
  public synchronized void renew() {
    object = substitute();
    ended = false;
    threw = false;
    thrown = null;
  }

  private Thread substitute() {
    AllThreads.setWaiting(original);
    Thread thread = new Thread(group, null, "main", 0, false);
    thread.setDaemon(false);
    Internals.UNSAFE.putLong(thread, Internals.offset(Thread.class, "tid"), original.getId());
    return thread;
  }

  /**
   * Starts a thread of an arrived process, not asking its class.
   *
   * @param bottom of the frames that it has to get back
   */
  public void start(Thread thread, Frame bottom) {
    if (VirtualThreads.isVirtual(thread)) {
      VirtualThreads.start(thread);
      return;
    }
    long own = StackSizes.of(thread);
    StackSizes.set(thread, StackSizes.toResume(own, bottom));
    try {
      RuntimeThread.startArrived(thread, () -> {
        Started.START.invokeExact(thread);
      });
    } catch (Throwable e) {
      throw new IllegalStateException("thread " + thread.getName() + " cannot be started", e);
    } finally {
      StackSizes.set(thread, own);
    }
  }

  /** Only where a process has arrived: a start has no use for it. */
  private static final class Started {
    private static final MethodHandle START = start();

    private static MethodHandle start() {
      try {
        return Internals.TRUSTED.findSpecial(Thread.class, "start", MethodType.methodType(void.class), Thread.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /** The program's main thread is here or has ended elsewhere: {@code before} tells whether an uncaught exception had ended it. */
  public synchronized void arrives(boolean before) {
    threw = before;
  }

  /** An uncaught exception ends {@code thread}. */
  synchronized void uncaught(Thread thread) {
    threw |= thread == object;
  }

  /** A process has arrived whose main thread ended before. */
  public synchronized void endedElsewhere() {
    // On 17 the status is a field of the thread, later of its holder.
    boolean held = Runtime.version().feature() >= 19;
    Object holder = held ? Internals.UNSAFE.getReference(object, Internals.offset(Thread.class, "holder")) : object;
    Internals.UNSAFE.putInt(holder, Internals.offset(held ? holder.getClass() : Thread.class, "threadStatus"), TERMINATED);
    end(threw ? new IllegalStateException("main ended by an exception, elsewhere") : null);
  }

  /** The program's main method returned, or threw. */
  public synchronized void end(Throwable cause) {
    ended = true;
    threw |= cause != null;
    thrown = cause;
    notifyAll();
  }

  /** True if an uncaught exception ended the main method: the exit code is 1 unless the program says otherwise. */
  public synchronized boolean hasThrown() {
    return threw;
  }

  /**
   * For the VM's main thread while another one has its part: returns when that one has ended.
   *
   * @throws Throwable if the main method threw, so that the VM ends with code 1
   */
  public void awaitEnd() throws Throwable {
    Thread substitute;
    Throwable cause;
    synchronized (this) {
      while (!ended) {
        waitUninterrupted();
      }
      substitute = object;
      cause = thrown;
    }
    while (substitute.isAlive()) {
      join(substitute);
    }
    if (cause != null) {
      // Said already by the thread that threw; this one only carries the exit code.
      original.setUncaughtExceptionHandler((thread, again) -> {});
      throw cause;
    }
  }

  private void waitUninterrupted() {
    try {
      wait();
    } catch (InterruptedException e) {
      // Nobody has business with this thread; the wait goes on.
      ended |= false;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      // The caller looks whether it is alive.
      Thread.yield();
    }
  }
}
