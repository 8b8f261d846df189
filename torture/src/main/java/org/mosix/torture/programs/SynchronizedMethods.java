package org.mosix.torture.programs;

/** Instance and static synchronized methods under contention: the counters are exact. */
public final class SynchronizedMethods {
  private static long total;
  private long count;

  synchronized long add(int steps) {
    long before = count;
    for (int i = 0; i < steps; i++) {
      count++;
    }
    Check.holds("holds the lock", Thread.holdsLock(this));
    Check.equal("nobody else was inside", before + steps, count);
    return count;
  }

  static synchronized void addTotal(int steps) {
    long before = total;
    for (int i = 0; i < steps; i++) {
      total = total + 1;
    }
    Check.equal("nobody else was inside (static)", before + steps, total);
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    SynchronizedMethods shared = new SynchronizedMethods();
    Thread[] threads = new Thread[4];
    long[] done = new long[threads.length];
    for (int t = 0; t < threads.length; t++) {
      int id = t;
      threads[t] = new Thread(() -> {
        while (rounds.more()) {
          shared.add(1000);
          addTotal(500);
          done[id]++;
        }
      });
      threads[t].start();
    }
    long all = 0;
    for (int t = 0; t < threads.length; t++) {
      threads[t].join();
      all += done[t];
    }
    Check.equal("instance counter", all * 1000, shared.count);
    Check.equal("static counter", all * 500, total);
    Check.ok();
  }
}
