package org.mosix.torture.programs;

/** Loops whose conditions compare long, float and double, with NaN, infinities, overflow and steps that are no integers. */
public final class CompareLoops {
  static String round() {
    long a = 0;
    for (long i = Integer.MAX_VALUE - 5_000L; i < Integer.MAX_VALUE + 5_000L; i += 3) {
      a = a * 31 + i;
    }
    double b = 0;
    for (double d = 0.1; d <= 100; d += 0.01) {
      b += Math.sqrt(d);
    }
    float c = 1;
    int steps = 0;
    while (!(c > Float.MAX_VALUE)) {
      c *= 1.01f;
      steps++;
    }
    double nan = 0;
    int comparisons = 0;
    for (int i = 0; i < 1_000; i++) {
      nan = i % 7 == 0 ? Double.NaN : i;
      comparisons += nan < 500 ? 1 : nan >= 500 ? 100 : 10_000;
    }
    long down = Long.MIN_VALUE + 2_000;
    int wraps = 0;
    do {
      wraps += down < 0 ? 1 : 2;
    } while (--down < 0);
    int shorts = 0;
    for (short s = Short.MAX_VALUE - 10; s > 0; s++) {
      shorts++;
    }
    return a + " " + b + " " + c + " " + steps + " " + comparisons + " " + wraps + " " + shorts;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("loops", first, round());
    }
    Check.ok();
  }
}
