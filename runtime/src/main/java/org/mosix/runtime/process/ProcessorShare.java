package org.mosix.runtime.process;

/** How much of a processor a thread that wants one gets, found by wanting one for a moment. */
final class ProcessorShare {

  private static final long SAMPLE_NANOS = 50_000_000;
  /** A clock that is read all the time jumps so far only when the thread did not run. */
  private static final long GAP_NANOS = 1_000_000;

  private ProcessorShare() {}

  /** True if the current thread got three quarters of the sample or more: there is a processor to spare. */
  static boolean isFull() {
    long start = System.nanoTime();
    long last = start;
    long lost = 0;
    while (last - start < SAMPLE_NANOS) {
      long now = System.nanoTime();
      if (now - last > GAP_NANOS) {
        lost += now - last;
      }
      last = now;
    }
    return lost < (last - start) / 4;
  }
}
