package org.mosix.daemon;

/** Milliseconds since 1970 that never go back: the system's time when the daemon started, and what has passed since. */
final class NodeClock {

  private final long wall = System.currentTimeMillis();
  private final long nanos = System.nanoTime();

  long millis() {
    return wall + (System.nanoTime() - nanos) / 1_000_000;
  }
}
