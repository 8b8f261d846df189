package org.mosix.torture.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Runs a piece of work until it is compiled, then times it: prints the median of one repetition in nanoseconds. */
final class Stopwatch {

  private static final long WARM_UP_NANOS = 1_500_000_000L;
  /** The work is warm when the JIT compilers had nothing to do for so long. */
  private static final long QUIET_NANOS = 1_000_000_000L;
  private static final long WARM_UP_AT_MOST_NANOS = 15_000_000_000L;
  private static final long MEASURE_NANOS = 1_500_000_000L;
  private static final int LEAST = 5;

  /** Keeps the results alive, so that no work is optimised away. */
  private static volatile long sink;

  private Stopwatch() {}

  /** @param work about 5 to 100 ms of it; always the same */
  static void time(LongSupplier work) {
    long expected = work.getAsLong();
    warmUp(work, expected);
    long[] nanos = new long[100_000];
    int count = 0;
    for (long end = System.nanoTime() + MEASURE_NANOS; count < LEAST || System.nanoTime() < end && count < nanos.length; count++) {
      nanos[count] = repeat(work, expected);
    }
    nanos = Arrays.copyOf(nanos, count);
    Arrays.sort(nanos);
    System.out.println("nanos " + nanos[count / 2]);
  }

  private static void warmUp(LongSupplier work, long expected) {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    long start = System.nanoTime();
    long compiled = start;
    long spent = compilers.getTotalCompilationTime();
    for (long now = start;
        now - start < WARM_UP_AT_MOST_NANOS && (now - start < WARM_UP_NANOS || now - compiled < QUIET_NANOS);
        now = System.nanoTime()) {
      repeat(work, expected);
      if (compilers.getTotalCompilationTime() != spent) {
        spent = compilers.getTotalCompilationTime();
        compiled = System.nanoTime();
      }
    }
  }

  private static long repeat(LongSupplier work, long expected) {
    long start = System.nanoTime();
    long result = work.getAsLong();
    long took = System.nanoTime() - start;
    sink += result;
    if (result != expected) {
      throw new IllegalStateException("result: " + result + " (expected: " + expected + ")");
    }
    return took;
  }
}
