package org.mosix.torture.programs;

/** Recursion 50,000 frames deep in a thread with a large stack, mutual and with values of two slots live. */
public final class Abyss {
  private static final int DEPTH = 50_000;

  static long even(int depth, double weight) {
    if (depth == 0) {
      long x = 1;
      for (int i = 0; i < 500; i++) {
        x += Work.spin(i);
      }
      return x;
    }
    long mine = depth * 3L;
    return odd(depth - 1, mine, weight + 1) + (long) weight;
  }

  static long odd(int depth, long above, double weight) {
    return even(depth - 1, weight) ^ above;
  }

  public static void main(String[] args) throws Exception {
    Thread deep = new Thread(null, () -> {
      try {
        Rounds.equal(args, "result", () -> even(DEPTH, 0));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }, "deep", 512L << 20);
    deep.start();
    deep.join();
  }
}
