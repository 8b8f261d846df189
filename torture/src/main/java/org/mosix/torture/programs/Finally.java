package org.mosix.torture.programs;

/** finally blocks that change results, swallow exceptions, return, break and continue. */
public final class Finally {
  static int work(int n) {
    int x = n;
    for (int i = 0; i < 10_000; i++) {
      x = x * 17 ^ i;
    }
    return x;
  }

  @SuppressWarnings("finally")
  static int overrides(int n) {
    try {
      return work(n);
    } finally {
      if (n % 2 == 0) {
        return work(n + 1);
      }
    }
  }

  @SuppressWarnings("finally")
  static int swallows(int n) {
    try {
      throw new IllegalArgumentException("lost " + work(n));
    } finally {
      return n + (work(n) & 1);
    }
  }

  static int keepsValue(int n) {
    int x = n;
    try {
      return x + (work(n) & 3);
    } finally {
      x = work(x);
    }
  }

  static int nested(int n) {
    int sum = 0;
    for (int i = 0; i < 6; i++) {
      try {
        try {
          if (i == 2) {
            continue;
          }
          if (i == 5) {
            break;
          }
          if (i == 3) {
            throw new RuntimeException("inner");
          }
          sum += work(i) & 7;
        } finally {
          sum += work(n) & 15;
        }
      } catch (RuntimeException e) {
        sum += e.getMessage().length() * 100;
      } finally {
        sum += 1000;
      }
    }
    return sum;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("results", first, round());
    }
    Check.ok();
  }

  private static String round() {
    StringBuilder out = new StringBuilder();
    for (int n = 0; n < 5; n++) {
      out.append(overrides(n)).append(' ').append(swallows(n)).append(' ');
      out.append(keepsValue(n)).append(' ').append(nested(n)).append('\n');
    }
    return out.toString();
  }
}
