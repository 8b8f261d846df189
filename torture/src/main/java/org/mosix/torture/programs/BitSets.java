package org.mosix.torture.programs;

import java.util.BitSet;

/** BitSet: a sieve, logic between sets, ranges, streams and conversions, in sets that are kept. */
public final class BitSets {
  static String round(BitSet kept) {
    BitSet sieve = new BitSet();
    sieve.set(2, 3_000);
    for (int n = 2; n * n < 3_000; n = sieve.nextSetBit(n + 1)) {
      for (int k = n * n; k < 3_000; k += n) {
        sieve.clear(k);
      }
      Work.spin(n);
    }
    BitSet both = (BitSet) sieve.clone();
    both.and(kept);
    int sum = both.stream().map(n -> n + (Work.spin(n) & 1)).sum();
    both.flip(0, 100);
    return sieve.cardinality() + " " + sum + " " + both.length() + " " + both.hashCode() + " " + BitSet.valueOf(both.toLongArray()).equals(both)
        + both.previousClearBit(50) + kept.intersects(sieve);
  }

  public static void main(String[] args) throws Exception {
    BitSet kept = new BitSet();
    for (int n = 1; n < 3_000; n += 4) {
      kept.set(n);
    }
    Rounds.equal(args, "bits", () -> round(kept));
  }
}
