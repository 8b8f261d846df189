package org.mosix.boot;

import java.util.ArrayList;
import java.util.List;

/**
 * The threads that wait in {@link Blocking} or {@link BlockingIo}, so that the runtime can wake them. Never instrumented: its frames
 * are gone when a thread is captured.
 *
 * <p>A wake-up is an interrupt, and must not be taken for the program's, nor swallow one. All that decides which it was happens under
 * the lock of the thread's bucket: the runtime marks the wait and interrupts in one step, and the waiter leaves under the same lock.
 */
final class SysWaits {

  /** How a wait ended: the method may return. */
  static final int OVER = 0;
  /** The runtime ended it: poll, then wait again. */
  static final int AGAIN = 1;
  /** It is over, but a stop is under way: the monitor was got because its owner was unwound. Poll, then {@link #reenter}. */
  static final int LATE = 2;
  /** The same for a wait that the program interrupted. */
  static final int LATE_INTERRUPTED = 3;

  static volatile boolean restoring;

  /** Interrupts of the runtime that the woken threads have not seen yet: more than none, too, after a stop was given up. */
  static volatile int wakes;

  /** Stops that were given up. */
  private static volatile int givenUp;

  private static long lastOrder;

  /** For a wait that ends soon anyway. */
  private static final SysWake BY_ITSELF = new SysWake() {
    @Override
    public void cancel() {}
  };

  private static final int BUCKETS = 1024;
  private static final Bucket[] TABLE = new Bucket[BUCKETS];

  static {
    for (int i = 0; i < BUCKETS; i++) {
      TABLE[i] = new Bucket();
    }
  }

  private SysWaits() {}

  /** One thread's wait. */
  static final class Wait {
    final Thread thread;
    final SysWake wake;
    final long order;
    Wait next;
    boolean waking;
    boolean woken;
    /** {@link #givenUp} when the runtime woke it. */
    int stops;
    boolean interrupted;

    Wait(Thread thread, SysWake wake, long order) {
      this.thread = thread;
      this.wake = wake;
      this.order = order;
    }
  }

  private static final class Bucket {
    Wait first;
    /** Waits for notifies that the runtime ended, of threads that have not gone on to wait again. */
    Wait ended;

    Wait find(Thread thread) {
      Wait wait = first;
      while (wait != null && wait.thread != thread) {
        wait = wait.next;
      }
      return wait;
    }

    void remove(Wait gone) {
      Wait before = null;
      for (Wait wait = first; wait != null; before = wait, wait = wait.next) {
        if (wait == gone) {
          if (before == null) {
            first = wait.next;
          } else {
            before.next = wait.next;
          }
          return;
        }
      }
    }
  }

  private static Bucket bucket(Thread thread) {
    int hash = System.identityHashCode(thread);
    return TABLE[(hash ^ hash >>> 8) & BUCKETS - 1];
  }

  /** {@code wake} is null for a wait that an interrupt ends. */
  static Wait enter(SysWake wake) {
    return enter(wake, 0);
  }

  private static synchronized long nextOrder() {
    return ++lastOrder;
  }

  private static Wait enter(SysWake wake, long order) {
    Wait wait = new Wait(Thread.currentThread(), wake, order);
    Bucket bucket = bucket(wait.thread);
    synchronized (bucket) {
      wait.next = bucket.first;
      bucket.first = wait;
    }
    return wait;
  }

  /** The calling thread waits no more. True if the runtime woke it. */
  static boolean leave(Wait wait) {
    Bucket bucket = bucket(wait.thread);
    synchronized (bucket) {
      bucket.remove(wait);
      if (wait.woken) {
        count(-1);
      }
      return wait.woken;
    }
  }

  /** Ends the calls that virtual threads wait in; those that have to wait on do so. */
  static void wakeVirtual() {
    List<SysWake> waking = new ArrayList<>();
    for (Bucket bucket : TABLE) {
      synchronized (bucket) {
        for (Wait wait = bucket.first; wait != null; wait = wait.next) {
          if (wait.wake != null && wait.wake != BY_ITSELF && SysThreads.isVirtual(wait.thread)) {
            waking.add(wait.wake);
          }
        }
      }
    }
    for (SysWake wake : waking) {
      wake.cancel();
    }
  }

  /**
   * The wait ended without an exception.
   *
   * @return always false: it is over, even if the runtime's wake-up came too late
   */
  private static boolean ended(Wait wait) {
    if (leave(wait) && !wait.interrupted) {
      Thread.interrupted();
    }
    return false;
  }

  /**
   * The wait ended by an interrupt.
   *
   * @return true if it was the runtime's alone
   */
  private static boolean ended(Wait wait, InterruptedException interrupt) throws InterruptedException {
    // A flag that is set again tells of a second interrupt: one of the two was the program's.
    if (leave(wait) && !(Thread.interrupted() | wait.interrupted)) {
      return true;
    }
    throw SysStack.withoutMosix(interrupt);
  }

  private static RuntimeException failed(Wait wait, RuntimeException failure) {
    ended(wait);
    return SysStack.withoutMosix(failure);
  }

  /** For a monitor: a stop that is under way wants the thread at its next poll, whatever ended the wait. */
  private static int over(Wait wait, Object monitor) {
    ended(wait);
    if (PollState.isArmed() && !restoring) {
      return LATE;
    }
    return holdBack(monitor, LATE);
  }

  private static int over(Wait wait, Object monitor, InterruptedException interrupt) throws InterruptedException {
    try {
      if (ended(wait, interrupt)) {
        remember(wait);
        return AGAIN;
      }
    } catch (InterruptedException e) {
      if (PollState.isArmed() && !restoring || holdBack(monitor, LATE_INTERRUPTED) != OVER) {
        return LATE_INTERRUPTED;
      }
      throw e;
    }
    return OVER;
  }

  /** Goes on after a poll that came at the end of a wait; not {@link #OVER} if it is to poll once more. */
  static int reenter(Object monitor, int state) throws InterruptedException {
    if (state == AGAIN) {
      takeEnded();
    }
    int late = state == LATE_INTERRUPTED ? LATE_INTERRUPTED : LATE;
    if (holdBack(monitor, late) != OVER) {
      return late;
    }
    if (late == LATE_INTERRUPTED) {
      throw SysStack.withoutMosix(new InterruptedException());
    }
    return OVER;
  }

  /**
   * While threads get their frames back, gives them the monitor: its turn to have it comes when all run. The next stop may come before
   * that turn, and must find the thread waiting still: it gets the monitor when its owner is unwound, and owns it no more than that one.
   *
   * @return {@code late} if so, else {@link #OVER}
   */
  private static int holdBack(Object monitor, int late) {
    if (!restoring) {
      return OVER;
    }
    Wait wait = enter(BY_ITSELF, nextOrder());
    boolean interrupted = false;
    while (restoring) {
      try {
        monitor.wait(1);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    leave(wait);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return PollState.isArmed() && !restoring ? late : OVER;
  }

  private static void remember(Wait wait) {
    Bucket bucket = bucket(wait.thread);
    synchronized (bucket) {
      wait.next = bucket.ended;
      bucket.ended = wait;
    }
  }

  /**
   * To be asked before the calling thread waits again, after {@link #AGAIN} and a poll.
   *
   * @return true if the stop that ended the wait was given up: others ran, perhaps before this one got its monitor back, and may have notified in vain
   */
  static boolean mayHaveMissedNotify() {
    Wait ended = takeEnded();
    return ended != null && ended.stops != givenUp;
  }

  private static Wait takeEnded() {
    Thread thread = Thread.currentThread();
    Bucket bucket = bucket(thread);
    synchronized (bucket) {
      Wait before = null;
      for (Wait wait = bucket.ended; wait != null; before = wait, wait = wait.next) {
        if (wait.thread == thread) {
          if (before == null) {
            bucket.ended = wait.next;
          } else {
            before.next = wait.next;
          }
          return wait;
        }
      }
      return null;
    }
  }

  static synchronized void stopGivenUp() {
    givenUp++;
  }

  /** Nobody ran since the threads were woken: those that wait again have missed nothing. */
  static void stopSucceeded() {
    for (Bucket bucket : TABLE) {
      synchronized (bucket) {
        Wait kept = null;
        for (Wait wait = bucket.ended; wait != null; ) {
          Wait next = wait.next;
          if (wait.stops != givenUp) {
            wait.next = kept;
            kept = wait;
          }
          wait = next;
        }
        bucket.ended = kept;
      }
    }
  }

  static int await(Object monitor) throws InterruptedException {
    Wait wait = enter(null, nextOrder());
    try {
      monitor.wait();
    } catch (InterruptedException e) {
      return over(wait, monitor, e);
    } catch (RuntimeException e) {
      throw failed(wait, e);
    }
    return over(wait, monitor);
  }

  static int await(Object monitor, long millis) throws InterruptedException {
    Wait wait = enter(null, nextOrder());
    try {
      monitor.wait(millis);
    } catch (InterruptedException e) {
      return over(wait, monitor, e);
    } catch (RuntimeException e) {
      throw failed(wait, e);
    }
    return over(wait, monitor);
  }

  static int await(Object monitor, long millis, int nanos) throws InterruptedException {
    Wait wait = enter(null, nextOrder());
    try {
      monitor.wait(millis, nanos);
    } catch (InterruptedException e) {
      return over(wait, monitor, e);
    } catch (RuntimeException e) {
      throw failed(wait, e);
    }
    return over(wait, monitor);
  }

  static long waitingSince(Thread thread) {
    Bucket bucket = bucket(thread);
    synchronized (bucket) {
      Wait wait = bucket.find(thread);
      return wait == null ? 0 : wait.order;
    }
  }

  static boolean sleep(long millis) throws InterruptedException {
    Wait wait = enter(null);
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      return ended(wait, e);
    } catch (RuntimeException e) {
      throw failed(wait, e);
    }
    return ended(wait);
  }

  static boolean sleep(long millis, int nanos) throws InterruptedException {
    Wait wait = enter(null);
    try {
      Thread.sleep(millis, nanos);
    } catch (InterruptedException e) {
      return ended(wait, e);
    } catch (RuntimeException e) {
      throw failed(wait, e);
    }
    return ended(wait);
  }

  static boolean isWaiting(Thread thread) {
    Bucket bucket = bucket(thread);
    synchronized (bucket) {
      return bucket.find(thread) != null;
    }
  }

  static void wake(Thread thread) {
    Bucket bucket = bucket(thread);
    SysWake wake;
    synchronized (bucket) {
      Wait wait = bucket.find(thread);
      if (wait == null) {
        return;
      }
      wake = wait.wake;
      // An interrupt that is pending ends the wait by itself, and must be seen by the program.
      if (wake == null && !wait.woken && !thread.isInterrupted()) {
        wait.waking = true;
        wait.stops = givenUp;
        count(1);
        thread.interrupt();
        wait.waking = false;
        wait.woken = true;
      }
    }
    if (wake != null) {
      wake.cancel();
    }
  }

  /** Of the thread with this number, if it is in a call or a wait that does not end by an interrupt; else null. */
  static SysWake wakeOf(long id) {
    for (Bucket bucket : TABLE) {
      synchronized (bucket) {
        for (Wait wait = bucket.first; wait != null; wait = wait.next) {
          if (wait.wake != null && SysThreads.idOf(wait.thread) == id) {
            return wait.wake;
          }
        }
      }
    }
    return null;
  }

  private static synchronized void count(int difference) {
    wakes += difference;
  }

  static void interrupted(Thread thread) {
    Bucket bucket = bucket(thread);
    synchronized (bucket) {
      Wait wait = bucket.find(thread);
      if (wait != null && !wait.waking) {
        wait.interrupted = true;
      }
    }
  }

  static void forget() {
    for (Bucket bucket : TABLE) {
      synchronized (bucket) {
        bucket.first = null;
        bucket.ended = null;
      }
    }
    synchronized (SysWaits.class) {
      wakes = 0;
    }
  }
}
