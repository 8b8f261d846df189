package org.mosix.runtime.capture;

import org.mosix.boot.RuntimeThread;

/**
 * Says how long polls stay ready. Making those of the JDK's classes ready, and idle again, discards compiled code on which the runtime
 * itself runs: some 200 methods, half a second of the compilers. So they are ready all the time in a JVM that a process may come to, and for
 * a while in one that has just got one: the next move may follow soon. Those of the program are ready where it is not, and where a move of
 * it is prepared while nothing of it runs: then nobody waits for what it costs, and the stop need not do it.
 */
final class Readiness {

  private final PollSwitch polls;
  private final long afterMoveNanos;
  /** A move of the process that is here is being prepared or made. */
  private boolean moving;
  private boolean vacant;
  private long end;
  /** Waits for the end; null if the polls are not kept ready after a move. */
  private RuntimeThread waiting;

  /** @param afterMoveMillis so long they stay ready when a process has come */
  Readiness(PollSwitch polls, long afterMoveMillis) {
    this.polls = polls;
    this.afterMoveNanos = afterMoveMillis * Stop.NANOS_PER_MILLI;
  }

  /** @param quiet no thread of the process runs */
  synchronized void beginMove(boolean quiet) {
    moving = true;
    if (quiet) {
      polls.prepareAll();
    } else {
      polls.prepare();
    }
  }

  /** To be followed by {@link #disarm}. */
  synchronized void endMove() {
    moving = false;
  }

  /** No process is here. */
  synchronized void vacant() {
    vacant = true;
    polls.prepareAll();
  }

  /** A process runs here now. */
  synchronized void occupied() {
    vacant = false;
    end = System.nanoTime() + afterMoveNanos;
    if (waiting == null) {
      waiting = new RuntimeThread(this::awaitEnd, "mosix-polls");
      waiting.start();
    }
  }

  /** No stop is under way: polls that nothing needs are made free. */
  synchronized void disarm() {
    if (moving || vacant) {
      polls.disarm();
    } else if (waiting != null) {
      polls.free();
    } else {
      polls.idle();
    }
  }

  private synchronized void awaitEnd() {
    try {
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        wait(left / Stop.NANOS_PER_MILLI + 1);
      }
    } catch (InterruptedException e) {
      // Nobody does; then it is the end.
      Thread.currentThread().interrupt();
    }
    waiting = null;
    if (!moving && !vacant) {
      polls.rest();
    }
  }
}
