package org.mosix.torture.programs;

/** Recursion 10,000 frames deep with locals of several types live in every frame. */
public final class DeepRecursion {
  static final int DEPTH = 10_000;

  static long down(int depth, long sum, double weight, String label) {
    int mine = depth * 31 + 7;
    if (depth == 0) {
      return bottom(sum);
    }
    long below = down(depth - 1, sum + mine, weight + 0.5, label);
    Check.holds("label", label.length() == 5);
    return below + mine + (long) weight;
  }

  /** Works a while at the deepest point, so that most stops meet the whole stack. */
  private static long bottom(long sum) {
    long x = sum;
    for (int i = 0; i < 2_000_000; i++) {
      x = Long.rotateLeft(x, 5) ^ i;
    }
    return x;
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    Thread deep = new Thread(null, () -> {
      long first = down(DEPTH, 1, 0, "label");
      System.out.println("depth " + DEPTH + " gives " + first);
      while (rounds.more()) {
        Check.equal("result", first, down(DEPTH, 1, 0, "label"));
      }
    }, "deep", 64L << 20);
    deep.start();
    deep.join();
    Check.ok();
  }
}
