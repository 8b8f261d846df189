package org.mosix.torture.programs;

/** Lines on stdout and stderr from several threads: complete, in each thread's order, both streams. */
public final class Interleaving {
  public static void main(String[] args) throws InterruptedException {
    int lines = (int) (Rounds.seconds(args) * 100);
    Object turn = new Object();
    int[] next = new int[1];
    Thread[] threads = new Thread[3];
    for (int t = 0; t < 3; t++) {
      int id = t;
      threads[t] = new Thread(() -> {
        for (int n = 0; n < lines; n++) {
          synchronized (turn) {
            while (next[0] % 3 != id) {
              try {
                turn.wait();
              } catch (InterruptedException e) {
                Check.fail("interrupted by nobody");
              }
            }
            System.out.printf("out %d %d%n", id, n);
            System.err.println("err " + id + " " + n);
            if (n % 10 == 0) {
              System.out.print("no line end yet, ");
              System.out.write('x');
              System.out.println();
            }
            next[0]++;
            turn.notifyAll();
          }
          spin();
        }
      });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Check.ok();
  }

  private static void spin() {
    long until = System.nanoTime() + 18_000_000;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
