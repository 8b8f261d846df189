package org.mosix.torture.programs;

/** Locals of every primitive type, at their extreme values, live across calls and loops. */
public final class PrimitiveLocals {
  static int pause() {
    int x = 0;
    for (int i = 0; i < 5_000; i++) {
      x += i & 1;
    }
    return x;
  }

  static String locals(int seed) {
    boolean yes = true;
    boolean no = false;
    byte low = Byte.MIN_VALUE;
    short small = Short.MIN_VALUE;
    char big = Character.MAX_VALUE;
    int i = Integer.MIN_VALUE + seed;
    long l = Long.MAX_VALUE - seed;
    float f = -0.0f;
    float notANumber = Float.intBitsToFloat(0x7fc01234);
    double d = Double.MIN_VALUE;
    double negative = -1e300;
    pause();
    for (int round = 0; round < 5; round++) {
      yes = !yes ^ no;
      low += (byte) round;
      small -= (short) round;
      big -= (char) (pause() & 3);
      i ^= round << 28;
      l = Long.rotateRight(l, round);
      f -= 0.0f;
      d *= 3;
      negative /= 7;
      pause();
    }
    return yes + " " + no + " " + low + " " + small + " " + (int) big + " " + i + " " + l + " "
        + Float.floatToRawIntBits(f) + " " + Float.isNaN(notANumber) + " " + d + " " + negative;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String[] first = new String[4];
    for (int seed = 0; seed < 4; seed++) {
      first[seed] = locals(seed);
      System.out.println(first[seed]);
    }
    while (rounds.more()) {
      for (int seed = 0; seed < 4; seed++) {
        Check.equal("locals", first[seed], locals(seed));
      }
    }
    Check.ok();
  }
}
