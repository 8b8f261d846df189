package org.mosix.boot;

/**
 * A wait for the end of a child process. The JDK's native for it cannot be woken, so a thread of the runtime is inside it, one for each
 * child that somebody waits for; it stays in the home JVM while the process moves, and keeps the exit code until it was told.
 */
public final class SysExit extends SysWake {

  /** No exit code: the wait was cancelled. */
  public static final int CANCELLED = Integer.MIN_VALUE;

  private static Child first;

  private final Child child;
  private boolean cancelled;

  /**
   * A wait, to be begun.
   *
   * @param pid of a child of this JVM, or another process
   * @param reap true if nobody else asks for the exit code
   */
  public SysExit(long pid, boolean reap) {
    this.child = child(pid, reap);
  }

  /** The thread that waits, and what it got. */
  private static final class Child extends RuntimeThread {
    private final long pid;
    private final boolean reap;
    private Child next;
    private boolean ended;
    private int code;
    private Throwable failure;

    private Child(long pid, boolean reap) {
      super(null, "mosix-child-" + pid);
      this.pid = pid;
      this.reap = reap;
    }

    @Override
    public void run() {
      int exit = CANCELLED;
      Throwable failed = null;
      try {
        exit = SysNative.awaitExit(pid, reap);
      } catch (Throwable e) {
        failed = e;
      }
      synchronized (this) {
        code = exit;
        failure = failed;
        ended = true;
        notifyAll();
      }
    }
  }

  private static synchronized Child child(long pid, boolean reap) {
    for (Child known = first; known != null; known = known.next) {
      if (known.pid == pid && known.reap == reap) {
        return known;
      }
    }
    Child child = new Child(pid, reap);
    child.next = first;
    first = child;
    child.start();
    return child;
  }

  private static synchronized void forget(Child told) {
    Child before = null;
    for (Child known = first; known != null; before = known, known = known.next) {
      if (known == told) {
        if (before == null) {
          first = known.next;
        } else {
          before.next = known.next;
        }
        return;
      }
    }
  }

  /** The exit code as the JDK's native gives it, or {@link #CANCELLED}. */
  public int await() {
    boolean interrupted = false;
    synchronized (child) {
      while (!child.ended && !cancelled) {
        try {
          child.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return child.ended ? told() : CANCELLED;
  }

  private int told() {
    forget(child);
    if (child.failure != null) {
      throw new IllegalStateException("waiting for process " + child.pid, child.failure);
    }
    return child.code;
  }

  @Override
  public void cancel() {
    synchronized (child) {
      cancelled = true;
      child.notifyAll();
    }
  }

  /** For a thread of the program, here or on a guest; {@link #CANCELLED} when it was woken. */
  static int await(long pid, boolean reap) {
    SysCalls home = Sys.process() ? Sys.calls() : null;
    SysHomeCall call = home == null ? null : new SysHomeCall(home);
    SysExit exit = home == null ? new SysExit(pid, reap) : null;
    SysWaits.Wait wait = SysWaits.enter(home == null ? exit : call);
    try {
      return home == null ? exit.await() : home.awaitExit(pid, reap, call.id);
    } finally {
      SysWaits.leave(wait);
    }
  }
}
