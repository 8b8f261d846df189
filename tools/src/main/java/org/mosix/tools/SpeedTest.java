package org.mosix.tools;

/**
 * How fast one processor of this machine is, in the unit of {@code mosctl setspeed}: {@value #STANDARD_SPEED} is the standard processor, one that
 * does {@value #STANDARD_ROUNDS} rounds of the loop below per second. A round is a chain of an integer multiplication, shifts, a floating
 * multiplication and a memory access, each of which waits for the one before.
 */
final class SpeedTest {

  static final int STANDARD_SPEED = 10_000;
  static final long STANDARD_ROUNDS = 120_000_000;

  private static final int TABLE = 1 << 12;
  private static final int BATCH = 2_000_000;

  private final double[] table = new double[TABLE];

  private SpeedTest() {
    for (int i = 0; i < TABLE; i++) {
      table[i] = 1 + i * 1e-9;
    }
  }

  /** The best of several tries: what disturbs makes slower, never faster. */
  static int measure() {
    SpeedTest test = new SpeedTest();
    double sink = 0;
    long best = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 25; attempt++) {
      long start = System.nanoTime();
      sink += test.rounds(BATCH);
      best = Math.min(best, System.nanoTime() - start);
    }
    if (Double.isNaN(sink)) {
      throw new IllegalStateException("the loop came to nothing");
    }
    double perSecond = BATCH * 1e9 / best;
    return (int) Math.max(1, Math.round(perSecond / STANDARD_ROUNDS * STANDARD_SPEED));
  }

  private double rounds(int count) {
    long state = 0x9E3779B97F4A7C15L;
    double value = 1;
    for (int i = 0; i < count; i++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      value *= table[(int) (state * 0x2545F4914F6CDD1DL >>> 52)];
      state += (long) value;
    }
    return value + state * 1e-30;
  }
}
