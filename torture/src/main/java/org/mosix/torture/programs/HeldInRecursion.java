package org.mosix.torture.programs;

/** One monitor entered 200 times on the way down, released on the way up, others waiting for it; plus synchronized recursion. */
public final class HeldInRecursion {
  private int inside;
  private long sum;

  long down(Object monitor, int depth) {
    synchronized (monitor) {
      inside++;
      if (depth == 0) {
        long x = 0;
        for (int i = 0; i < 100_000; i++) {
          x += i ^ inside;
        }
        inside--;
        return x;
      }
      try {
        return down(monitor, depth - 1) + depth;
      } finally {
        inside--;
        Check.holds("still held", Thread.holdsLock(monitor));
      }
    }
  }

  synchronized long recursive(int n) {
    return n == 0 ? ++sum : recursive(n - 1);
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    HeldInRecursion shared = new HeldInRecursion();
    Object monitor = new Object();
    long first = shared.down(monitor, 200);
    System.out.println(first);
    Thread[] threads = new Thread[3];
    long[] done = new long[3];
    for (int t = 0; t < 3; t++) {
      int id = t;
      threads[t] = new Thread(() -> {
        while (rounds.more()) {
          Check.equal("sum", first, shared.down(monitor, 200));
          shared.recursive(50);
          done[id]++;
          Check.holds("released", !Thread.holdsLock(monitor) && !Thread.holdsLock(shared));
        }
      });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Check.equal("left", 0, shared.inside);
    Check.equal("count", done[0] + done[1] + done[2], shared.sum);
    Check.ok();
  }
}
