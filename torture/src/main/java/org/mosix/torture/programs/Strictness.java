package org.mosix.torture.programs;

/** Arithmetic at its edges: integer overflow, division by zero, NaN, signed zeros, rounding, narrowing, exact operations. */
public final class Strictness {
  static double id(double x) {
    Work.spin(1);
    return x;
  }

  static String round() {
    StringBuilder out = new StringBuilder();
    int max = Integer.MAX_VALUE;
    out.append(max + Work.spin(0) * 0 + 1).append(Integer.MIN_VALUE / -1).append(' ').append((byte) 200).append((char) -1 + 0).append(' ');
    out.append(id(0.0) / id(0.0)).append(id(1) / id(-0.0)).append(id(-0.0) == 0.0).append(Double.compare(id(-0.0), 0.0)).append(' ');
    out.append((int) id(Double.NaN)).append((long) id(1e300)).append((int) (float) id(16_777_217)).append(' ');
    out.append(Float.floatToRawIntBits((float) id(0.1))).append(Double.doubleToRawLongBits(id(0.1) + 0.2)).append(' ');
    out.append(Math.nextUp(id(1))).append(StrictMath.sin(id(1e9))).append(Math.fma(id(3), 7, 0.1)).append(Math.rint(id(2.5))).append(' ');
    out.append(-7 / 2).append(-7 % 2).append(Math.floorMod(-7, 2)).append(id(-7.5) % 2).append(1 << 33).append(-1 >>> 28).append(-1L >>> 60);
    try {
      out.append(Math.multiplyExact((Work.spin(1) & 1) + (1 << 30), 4));
      Check.fail("no overflow");
    } catch (ArithmeticException e) {
      out.append(e.getMessage());
    }
    return out.append(Double.MIN_VALUE / id(2)).append(Float.MAX_VALUE * (float) id(2)).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "arithmetic", () -> round());
  }
}
