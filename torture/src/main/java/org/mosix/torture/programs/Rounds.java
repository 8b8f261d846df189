package org.mosix.torture.programs;

/** Keeps a program busy for a number of seconds (first argument, 3 when absent), whatever the machine's speed. */
final class Rounds {
  private final long end;

  private Rounds(double seconds) {
    end = System.nanoTime() + (long) (seconds * 1e9);
  }

  static Rounds of(String[] args) {
    return new Rounds(seconds(args));
  }

  static double seconds(String[] args) {
    return args.length == 0 ? 3 : Double.parseDouble(args[0]);
  }

  /** True until the time is over; any thread may ask. */
  boolean more() {
    return System.nanoTime() - end < 0;
  }
}
