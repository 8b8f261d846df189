package org.mosix.torture.programs;

/** Endless recursion ends in a StackOverflowError that is caught, again and again, as deep as ever; the threads work on. */
public final class StackOverflow {
  /** Between code that is interpreted and code that is compiled, on stacks of one size. */
  private static final int MOST = 50;

  private int depth;

  private int endless(int n) {
    depth++;
    return endless(n + 1) + 1;
  }

  private int overflow() {
    depth = 0;
    try {
      endless(0);
      Check.fail("came back");
    } catch (StackOverflowError e) {
      Check.holds("deep enough: " + depth, depth > 1_000);
    }
    long x = 0;
    for (int i = 0; i < 5_000_000; i++) {
      x += i ^ depth;
    }
    Check.holds("works on", x != 0);
    return depth;
  }

  private static void again(Rounds rounds) {
    StackOverflow here = new StackOverflow();
    int first = here.overflow();
    while (rounds.more()) {
      int depth = here.overflow();
      Check.holds("not deeper than ever: " + depth + " after " + first, depth / MOST <= first);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    Thread thread = new Thread(null, () -> again(rounds), "deep", 1 << 20);
    thread.start();
    again(rounds);
    thread.join();
    Check.ok();
  }
}
