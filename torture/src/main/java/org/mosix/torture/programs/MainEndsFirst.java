package org.mosix.torture.programs;

/** The main thread ends after a while, and another goes on: the program ends with that one, wherever either does. */
public final class MainEndsFirst {
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
        Check.equal("state of main", Thread.State.TERMINATED, main.getState());
        Check.ok();
      } catch (InterruptedException e) {
        Check.fail("interrupted by nobody");
      }
    }, "stays").start();
    for (int i = 0; i < ROUNDS; i++) {
      Check.equal("sum in main", expected, sum(3));
      Thread.sleep(5);
    }
  }
}
