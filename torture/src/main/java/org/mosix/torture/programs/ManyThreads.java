package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;

/** Twenty threads made from Runnables compute independently; main joins them. */
public final class ManyThreads {
  static long mix(long seed, int steps) {
    long x = seed;
    for (int i = 0; i < steps; i++) {
      x = x * 6364136223846793005L + 1442695040888963407L;
      x ^= x >>> 29;
    }
    return x;
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    long[] expected = new long[20];
    long[] results = new long[20];
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 20; t++) {
      int id = t;
      expected[id] = mix(id, 50_000);
      threads.add(new Thread(() -> {
        do {
          results[id] = mix(id, 50_000);
          Check.equal("thread " + id, expected[id], results[id]);
        } while (rounds.more());
      }, "worker-" + id));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
      Check.holds(thread.getName() + " ended", !thread.isAlive() && thread.getState() == Thread.State.TERMINATED);
    }
    for (int t = 0; t < 20; t++) {
      System.out.println(threads.get(t).getName() + " " + results[t]);
    }
    Check.ok();
  }
}
