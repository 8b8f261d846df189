package org.mosix.torture.programs;

/** Long expressions with calls in their middle: values of every type wait on the operand stack. */
public final class OperandStack {
  static int i(int x) {
    for (int k = 0; k < 2_000; k++) {
      x = x * 5 + k;
    }
    return x;
  }

  static long l(long x) {
    return i((int) x) * 4_294_967_311L;
  }

  static float f(int x) {
    return (i(x) & 1023) / 3f;
  }

  static double d(int x) {
    return (i(x) & 65_535) / 7d;
  }

  static String s(int x) {
    return Integer.toHexString(i(x));
  }

  static long mixed(int x) {
    return x + i(x) * (3 - i(x + 1)) + (l(x) ^ (l(x + 2) >>> (i(3) & 15))) + (long) (d(x) * f(x + 1) - d(x + 2) / (1 + f(x)));
  }

  static String objects(int x, Object... rest) {
    return s(x) + rest.length + s(x + 1).concat(s(x + 2)) + new StringBuilder(s(x + 3)).append(d(x)).append(f(x)).reverse();
  }

  static int many(int a, long b, double c, String e, float g, int[] h, boolean k) {
    return (int) (a + b + c + e.length() + g + h[1] + (k ? 1 : 0));
  }

  static String round(int x) {
    int[] array = {1, 2, 3};
    array[i(x) & 1] += i(x + 1) + array[i(2) & 1]++;
    return mixed(x) + " " + objects(x, i(x), l(x), s(x)) + " "
        + many(i(x), l(x), d(x), s(x), f(x), new int[] {i(1), i(2)}, i(x) > 0) + " " + array[0] + " " + array[1];
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String[] first = new String[8];
    for (int x = 0; x < first.length; x++) {
      first[x] = round(x);
      System.out.println(first[x]);
    }
    while (rounds.more()) {
      for (int x = 0; x < first.length; x++) {
        Check.equal("expression", first[x], round(x));
      }
    }
    Check.ok();
  }
}
