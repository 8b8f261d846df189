package org.mosix.torture.programs;

/** Nested conditional expressions and short-circuit logic with calls inside, mixed types, boxing and unboxing. */
public final class Ternaries {
  static boolean odd(int n) {
    int x = 0;
    for (int i = 0; i < 1_000; i++) {
      x ^= n + i;
    }
    return (n & 1) == 1 || x == -1;
  }

  static Integer boxed(int n) {
    return odd(n) ? Integer.valueOf(n * 100) : Integer.valueOf(n);
  }

  static String round(int n) {
    String a = odd(n) ? odd(n / 2) ? "11" : odd(n / 4) ? "10-1" : "10-0" : odd(n / 2) ? "01" : "00";
    long b = odd(n) ? boxed(n) : odd(n + 2) ? 7L : boxed(n + 1) + (odd(n / 2) ? 1 : -1);
    double c = (odd(n) && !odd(n / 2) || odd(n / 4) && odd(n / 8)) ? 0.5 : boxed(n) > 10 ^ odd(3) ? 1.5f : 'x';
    Object d = odd(n) ? boxed(n) : a.length() > 2 ? a : (Object) b;
    int e = boxed(n) + (odd(n) ? boxed(odd(n / 2) ? 1 : 2) : -boxed(n >> 1)) * (odd(n >> 2) ? 3 : 5);
    boolean f = odd(n) == odd(n / 2) != odd(n / 4) | odd(n / 8) & !odd(n);
    return a + " " + b + " " + c + " " + d + " " + e + " " + f;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String[] first = new String[16];
    for (int n = 0; n < 16; n++) {
      first[n] = round(n);
      System.out.println(first[n]);
    }
    while (rounds.more()) {
      for (int n = 0; n < 16; n++) {
        Check.equal("expressions", first[n], round(n));
      }
    }
    Check.ok();
  }
}
