package org.mosix.runtime.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One attempt to stop the process: what its threads wait for at their polls. */
final class Stop {

  enum Phase {
    /** Threads are to stop at their next capturable poll. */
    STOPPING,
    /** All are stopped: each records its frames and ends them. */
    UNWINDING,
    /** Given up, or over: threads run on. */
    ABANDONED
  }

  static final long NANOS_PER_MILLI = 1_000_000L;
  /** This share of the threads that are waited for is worth another look at all. */
  private static final int PARTS = 8;

  private volatile Phase phase = Phase.STOPPING;
  private final List<Tracked> waiting = new ArrayList<>();
  /** Threads that have not gone on yet. */
  private int held;
  private int changes;
  /** How many times compiled code was to be discarded, and how many of these have been seen to. */
  private int discardsAsked;
  private int discardsDone;
  /** Whether code of the JDK is meant too. */
  private boolean discardsJdk;

  /** The calling thread is stopped; returns how it goes on. One that began too late to be expected waits until all others are back. */
  Phase stopped(Tracked thread) {
    synchronized (this) {
      if (phase == Phase.ABANDONED) {
        // Came too late: the next attempt may be under way, and would take it for stopped.
        return phase;
      }
      thread.state = Tracked.State.STOPPED;
      waiting.add(thread);
      held++;
      changed();
    }
    boolean interrupted = thread.await(() -> phase != Phase.STOPPING && (phase != Phase.UNWINDING || thread.expected));
    Phase decided;
    synchronized (this) {
      decided = phase;
      thread.state = decided == Phase.UNWINDING ? Tracked.State.UNWINDING : Tracked.State.RUNNING;
      held--;
      if (held == 0) {
        notifyAll();
      }
    }
    if (interrupted) {
      thread.thread.interrupt();
    }
    return decided;
  }

  /** For a thread that is not captured when all others are being unwound: returns when the attempt is given up, or over. */
  void awaitEnd(Tracked thread) {
    synchronized (this) {
      waiting.add(thread);
      held++;
    }
    await(thread, () -> phase == Phase.ABANDONED);
  }

  /** Waits, held, with the interrupts of the program kept. */
  private void await(Tracked thread, BooleanSupplier go) {
    boolean interrupted = thread.await(go);
    synchronized (this) {
      held--;
      if (held == 0) {
        notifyAll();
      }
    }
    if (interrupted) {
      thread.thread.interrupt();
    }
  }

  /** Returns when no thread waits here any more: the next attempt must not take one that is about to run on for stopped. */
  synchronized void awaitLeft() {
    while (held > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted while threads of an earlier stop go on", e);
      }
    }
  }

  /**
   * Gives up unless a thread is on its way out of its frames: one that has begun cannot be called back, and ends soon. False if so.
   *
   * @param first is run before any thread goes on: those that got a monitor because its owner was unwound must not act on it
   */
  synchronized boolean abandonIfNoneUnwinds(Iterable<Tracked> threads, Runnable first) {
    for (Tracked thread : threads) {
      if (thread.state == Tracked.State.STOPPED || thread.state == Tracked.State.UNWINDING) {
        return false;
      }
    }
    first.run();
    enter(Phase.ABANDONED);
    return true;
  }

  synchronized void enter(Phase next) {
    phase = next;
    changed();
    waiting.forEach(Tracked::signal);
  }

  Phase phase() {
    return phase;
  }

  /**
   * The calling thread's poll is in code that was compiled since the polls were armed, which does not tell its variables: returns when it
   * has been discarded, or the attempt is over.
   *
   * @param jdk whether it is code of the JDK
   */
  void awaitDiscarded(Tracked thread, boolean jdk) {
    int mine;
    synchronized (this) {
      mine = ++discardsAsked;
      discardsJdk |= jdk;
      waiting.add(thread);
      held++;
      changed();
    }
    await(thread, () -> phase == Phase.ABANDONED || isDiscarded(mine));
  }

  private synchronized boolean isDiscarded(int asked) {
    return asked <= discardsDone;
  }

  /** Has compiled code discarded if a thread waits for it; false if none does. */
  boolean discardCompiled(PollSwitch polls) {
    int asked;
    boolean jdk;
    synchronized (this) {
      asked = discardsAsked;
      jdk = discardsJdk;
      discardsJdk = false;
      if (asked == discardsDone) {
        return false;
      }
    }
    polls.armAgain(jdk);
    List<Tracked> toTell;
    synchronized (this) {
      discardsDone = asked;
      toTell = List.copyOf(waiting);
    }
    toTell.forEach(Tracked::signal);
    return true;
  }

  /** A thread changed its state. */
  synchronized void changed() {
    changes++;
    notifyAll();
  }

  synchronized int changes() {
    return changes;
  }

  /**
   * Returns when a good part of {@code missing} threads changed their states since {@code seen}, when one waits for compiled code to be discarded, or after
   * {@code millis}. To look at all threads whenever one has changed takes a time that grows with the square of their number.
   */
  synchronized void awaitChanges(int seen, int missing, long millis) {
    int enough = Math.max(1, missing / PARTS);
    long deadline = System.nanoTime() + millis * NANOS_PER_MILLI;
    while (changes - seen < enough && discardsAsked == discardsDone) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      try {
        wait(left / NANOS_PER_MILLI, (int) (left % NANOS_PER_MILLI));
      } catch (InterruptedException e) {
        // The caller looks again at once.
        Thread.yield();
        return;
      }
    }
  }
}
