package org.mosix.runtime.capture;

import org.mosix.boot.Blocking;
import org.mosix.runtime.jvm.AllThreads;

/**
 * Leaves the runtime a processor while it prepares a move: a program with twenty busy threads on two processors would let it have a
 * tenth of one, and a move take twenty seconds. Each thread then sleeps most of the time, at its polls.
 */
final class Throttle {

  private static final long RUN_NANOS = 1_000_000;
  private static final long PAUSE_MILLIS = 10;

  private final PollSwitch polls;
  private volatile boolean on;

  Throttle(PollSwitch polls) {
    this.polls = polls;
  }

  /** Begins, if the program has more busy threads than there are processors. */
  void begin() {
    int busy = 0;
    for (Thread thread : AllThreads.ofProgram()) {
      busy += thread.getState() == Thread.State.RUNNABLE ? 1 : 0;
    }
    if (busy > Runtime.getRuntime().availableProcessors()) {
      on = true;
      polls.arm();
    }
  }

  /** Ends; polls stay as they are if a stop has begun. */
  void end(boolean stopping) {
    if (on) {
      on = false;
      if (!stopping) {
        polls.disarm();
      }
    }
  }

  /** At a poll of the current thread. */
  void pause(Tracked thread) {
    if (!on || System.nanoTime() - thread.ranSince < RUN_NANOS) {
      return;
    }
    if (Blocking.isWaiting(thread.thread)) {
      // At a poll of the JDK's inside a wait: a wake-up of the runtime is meant for that, and would end this sleep instead.
      return;
    }
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      // The program's, and not meant for this sleep.
      Thread.currentThread().interrupt();
    }
    thread.ranSince = System.nanoTime();
  }
}
