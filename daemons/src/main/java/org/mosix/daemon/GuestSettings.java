package org.mosix.daemon;

import java.time.Duration;

/**
 * Which guests a node has besides those that run processes.
 *
 * @param warm that wait for any process; 0 for none
 * @param kept at most so many that wait for the process they have run to come back; 0 for none
 * @param keep how long they wait
 * @param refillDelay how long after the last taken guest a new one is started: a move must not compete with it for the processor
 */
record GuestSettings(int warm, int kept, Duration keep, Duration refillDelay) {

  static final int DEFAULT_KEPT = 4;

  static final Duration DEFAULT_KEEP = Duration.ofMinutes(1);

  /** Long enough for a frozen process to be running again. */
  static final Duration DEFAULT_REFILL_DELAY = Duration.ofMillis(1500);

  GuestSettings {
    require("warm", warm);
    require("kept", kept);
  }

  private static void require(String which, int number) {
    if (number < 0 || number > 100) {
      throw new IllegalArgumentException(which + " guests: " + number + " (expected: 0 to 100)");
    }
  }
}
