package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A cached pool makes threads as it needs them: tasks that wait for each other, and results in order. */
public final class CachedPool {
  static String round(ExecutorService pool) throws Exception {
    Semaphore here = new Semaphore(0);
    Semaphore go = new Semaphore(0);
    List<Future<Integer>> results = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      int id = n;
      results.add(pool.submit(() -> {
        here.release();
        go.acquire();
        return Work.spin(id);
      }));
    }
    here.acquire(8); // all at once: none waits for another's thread
    go.release(8);
    StringBuilder out = new StringBuilder();
    for (Future<Integer> result : results) {
      out.append(result.get()).append(' ');
    }
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newCachedThreadPool();
    Rounds.equal(args, "results", () -> round(pool));
    pool.shutdown();
    Check.holds("terminated", pool.awaitTermination(1, TimeUnit.MINUTES));
  }
}
