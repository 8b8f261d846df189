package org.mosix.torture.programs;

/** Endless recursion ends in a StackOverflowError that is caught, again and again; the thread works on. */
public final class StackOverflow {
  static int depth;

  static int endless(int n) {
    depth++;
    return endless(n + 1) + 1;
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    Thread thread = new Thread(null, () -> {
      do {
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
      } while (rounds.more());
    }, "deep", 1 << 20);
    thread.start();
    thread.join();
    Check.ok();
  }
}
