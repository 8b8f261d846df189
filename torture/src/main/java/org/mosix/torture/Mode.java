package org.mosix.torture;

import java.util.List;
import java.util.Random;

/** How a case is disturbed while it runs. */
enum Mode {
  /** The agent is there and nothing happens. */
  NONE,
  /** Stopped, unwound and resumed in place every 50 ms. */
  STOP,
  /** To node 2 and home again, and so on. */
  HOME,
  /** From node 1 to 2 to 3 and back to 1. */
  RING,
  /** To a random other node every 20 to 200 ms. */
  STORM;

  private static final List<Integer> AROUND = List.of(2, 3, 1);

  /** Whether node daemons are needed. */
  boolean moves() {
    return this == HOME || this == RING || this == STORM;
  }

  /** Where a process that is on node {@code present} goes next. */
  int target(int present, Random random) {
    return switch (this) {
      case HOME -> present == 1 ? 2 : 1;
      case RING -> AROUND.get((AROUND.indexOf(present) + 1) % AROUND.size());
      case STORM -> 1 + (present + random.nextInt(2)) % 3;
      default -> throw new IllegalStateException(this + " does not move");
    };
  }

  /** Milliseconds before the next move. */
  int pauseMillis(Random random) {
    return this == STORM ? 20 + random.nextInt(181) : 50;
  }
}
