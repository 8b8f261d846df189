package org.mosix.link;

import java.time.Duration;

/**
 * How long the other end has been out of reach. Time in which this JVM itself did not run (it was stopped, or its machine slept) does
 * not count: between two looks at the clock at most one {@code step} is taken for waiting.
 */
final class Patience {

  private final long limit;
  private final long step;
  private long waited;
  private long last;

  Patience(Duration limit, Duration step, long now) {
    this.limit = limit.toNanos();
    this.step = step.toNanos();
    this.last = now;
  }

  /** To be called at least every step; true once the limit is reached. */
  boolean isOver(long now) {
    waited += Math.min(now - last, step);
    last = now;
    return waited >= limit;
  }

  /** The other end's machine answered: it is there, though the process may be stopped. */
  void renew(long now) {
    waited = 0;
    last = now;
  }
}
