package org.mosix.torture.programs;

/** Varargs of all types, many parameters of mixed sizes, overloads. */
public final class Varargs {
  static int f(int n) {
    int x = n;
    for (int i = 0; i < 1_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static long sum(long... all) {
    long sum = 0;
    for (long one : all) {
      sum = sum * 3 + one;
    }
    return sum;
  }

  @SafeVarargs
  static <T> String join(String by, T... all) {
    StringBuilder out = new StringBuilder();
    for (T one : all) {
      out.append(one).append(by).append(f(1) & 1);
    }
    return out.toString();
  }

  static double many(long a, double b, long c, double d, long e, double g, int h, float i, byte j, short k, char l, boolean m,
      long n, double o, Object p, int[] q, String... rest) {
    return a + b * 2 + c * 3 + d * 4 + e * 5 + g * 6 + h * 7 + i * 8 + j * 9 + k * 10 + l * 11 + (m ? 12 : 0) + n * 13 + o * 14
        + p.hashCode() + q.length + rest.length + f(2);
  }

  static String round(int n) {
    return sum() + " " + sum(f(n)) + " " + sum(f(n), f(n + 1), f(n + 2)) + " " + join("-", f(n), "two", 3.0, 'c', null, f(n) > 0)
        + " " + many(f(1), f(2), f(3), f(4), f(5), f(6), f(7), f(8), (byte) f(9), (short) f(10), (char) f(11), f(12) > 0, f(13),
            f(14), "p" + f(15), new int[f(16) & 7], "x" + f(17), "y") + String.format(" %d %s %x", f(n), f(n) > 0, f(n));
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String[] first = new String[5];
    for (int n = 0; n < 5; n++) {
      first[n] = round(n);
      System.out.println(first[n]);
    }
    while (rounds.more()) {
      for (int n = 0; n < 5; n++) {
        Check.equal("calls", first[n], round(n));
      }
    }
    Check.ok();
  }
}
