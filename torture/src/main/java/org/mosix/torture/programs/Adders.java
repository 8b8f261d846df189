package org.mosix.torture.programs;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** LongAdder, DoubleAdder, LongAccumulator and AtomicReference updates whose functions work, from many threads: exact sums. */
public final class Adders {
  static String round() throws InterruptedException {
    LongAdder adder = new LongAdder();
    DoubleAdder halves = new DoubleAdder();
    LongAccumulator largest = new LongAccumulator((a, b) -> Math.max(a, b), Long.MIN_VALUE);
    AtomicLong updated = new AtomicLong();
    AtomicReference<String> longest = new AtomicReference<>("");
    Work.together(4, id -> {
      for (int n = 0; n < 60; n++) {
        adder.add(id + 1);
        halves.add(0.5);
        largest.accumulate(Work.spin(n * 4 + id));
        updated.updateAndGet(v -> v + Work.spin(id) * 0 + 1);
        longest.accumulateAndGet("x".repeat(n % 7), (a, b) -> a.length() >= b.length() ? a : b);
      }
    });
    return adder.sumThenReset() + " " + adder.sum() + " " + halves + " " + largest + " " + updated + " " + longest;
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "sums", () -> round());
  }
}
