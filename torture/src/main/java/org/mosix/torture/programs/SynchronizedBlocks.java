package org.mosix.torture.programs;

/** Nested and re-entered synchronized blocks on several objects, held across calls and contended. */
public final class SynchronizedBlocks {
  private final Object first = new Object();
  private final Object second = new int[0];
  private int a;
  private int b;

  void step(int n) {
    synchronized (first) {
      int before = a;
      a++;
      synchronized (second) {
        b += spin(n);
        synchronized (this) {
          // Empty, with a handler that nothing can reach.
        }
        synchronized (first) {
          a += nested(n);
        }
        Check.holds("both held", Thread.holdsLock(first) && Thread.holdsLock(second));
      }
      Check.holds("second released", !Thread.holdsLock(second));
      Check.equal("alone inside", before + 2, a);
    }
    Check.holds("first released", !Thread.holdsLock(first));
  }

  private int nested(int n) {
    synchronized (first) {
      return spin(n);
    }
  }

  private static int spin(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x ^= i;
    }
    return x == Integer.MIN_VALUE ? 0 : 1;
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    SynchronizedBlocks shared = new SynchronizedBlocks();
    Thread[] threads = new Thread[3];
    int[] done = new int[threads.length];
    for (int t = 0; t < threads.length; t++) {
      int id = t;
      threads[t] = new Thread(() -> {
        while (rounds.more()) {
          shared.step(2000);
          done[id]++;
        }
      });
      threads[t].start();
    }
    int all = 0;
    for (int t = 0; t < threads.length; t++) {
      threads[t].join();
      all += done[t];
    }
    Check.equal("a", 2 * all, shared.a);
    Check.equal("b", all, shared.b);
    Check.ok();
  }
}
