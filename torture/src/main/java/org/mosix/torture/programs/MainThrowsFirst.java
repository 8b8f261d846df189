package org.mosix.torture.programs;

/** An exception ends the main thread after a while, and another goes on: the exit code is 1, wherever either ends. */
public final class MainThrowsFirst {
  private static final int ROUNDS = 400;

  private static int sum(int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      sum = sum * 31 + Work.spin(1);
    }
    return sum;
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    Thread main = Thread.currentThread();
    int expected = sum(3);
    new Thread(() -> {
      try {
        while (rounds.more() || main.isAlive()) {
          Check.equal("sum", expected, sum(3));
        }
        main.join();
        Check.ok();
      } catch (InterruptedException e) {
        Check.fail("interrupted by nobody");
      }
    }, "stays").start();
    // A share of the runs is still at home then, others are not: the first moves take about as long.
    for (int i = 0; i < ROUNDS; i++) {
      Check.equal("sum in main", expected, sum(3));
      Thread.sleep(5);
    }
    throw new IllegalStateException("thrown by main");
  }
}
