package org.mosix.runtime.capture;

import java.util.function.BooleanSupplier;
import org.mosix.boot.Blocking;
import org.mosix.boot.Frame;

/** A thread of the program, as stopping and resuming see it. Fields without a lock are the thread's own. */
final class Tracked {

  enum State {
    /** Runs the program. */
    RUNNING,
    /** Waits at a poll with a stack that can be captured. */
    STOPPED,
    /** Records its frames one by one. */
    UNWINDING,
    /** Has no frames of the program left and waits below them. */
    UNWOUND,
    /** Is getting its frames and monitors back. */
    RESTORING
  }

  final Thread thread;
  /** False for a thread of the VM or the JDK. */
  final boolean program;
  volatile State state = State.RUNNING;
  /** One of those that are being unwound: not a thread that the VM started since, for a signal. */
  volatile boolean expected;
  /** Looks at its own stack, at a poll: in a method seen for the first time that can take long. */
  volatile boolean looking;
  /** Inside the runtime: polls of JDK classes it uses mean nothing. */
  boolean inside;
  /** Why the last poll could not stop this thread; null if it could. */
  volatile String pinned;
  long pinnedSince;
  /** End of its last pause in a throttled program. */
  long ranSince;
  /** An interrupt that came while the thread had no frames; set again when it has. */
  volatile boolean interrupted;
  /** {@code Blocking.waitingSince} when it was stopped in a wait for a notify; 0 otherwise. */
  volatile long waitingSince;
  /** May get its frames back. */
  volatile boolean called;
  /** The frames that unwinding will record. */
  final UnwindPlan plan = new UnwindPlan();
  int recorded;
  /** The frame recorded first, which called no other. */
  Frame top;
  /** The frame recorded last; at the end the bottom one. */
  Frame last;
  /** Has resumed frames below those it called since. */
  boolean resumed;
  /** What stack traces show of the reflective calls among the resumed frames, from the bottom. */
  StackTraceElement[][] reflections = {};
  /** The lambda proxies by which the resumed frames were called, from the bottom; null for none. */
  Class<?>[][] proxies = {};
  /** The process went on elsewhere; what is left of this thread is not the program's. */
  boolean left;
  /** Bottom frame this thread begins with instead of its own first method. */
  volatile Frame birth;

  Tracked(Thread thread, boolean program) {
    this.program = program;
    this.thread = thread;
  }

  /**
   * The thread itself waits until {@code go} holds. Each thread has a monitor of its own: thousands that shared one would all be woken
   * for each other.
   *
   * @return true if it was interrupted meanwhile, which does not end the wait
   */
  boolean await(BooleanSupplier go) {
    boolean interrupted = false;
    synchronized (this) {
      while (!go.getAsBoolean()) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    return interrupted;
  }

  /** What the thread may {@link #await} has changed. */
  synchronized void signal() {
    notifyAll();
  }

  /** True if the frame recorded first is a wait for a notify, which the program's monitor was given up for. */
  boolean isWaiting() {
    return top != null && top.owner == Blocking.class && !top.name.startsWith("sleep");
  }

  /** Forgets a captured stack. */
  void forget() {
    last = null;
    top = null;
    recorded = 0;
    plan.clear();
  }
}
