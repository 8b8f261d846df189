package org.mosix.torture.programs;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.LongAdder;

/** A work-stealing pool: tasks that make tasks, until all is counted. */
public final class WorkStealingPool {
  static void spread(ExecutorService pool, int depth, LongAdder sum, Phaser pending) {
    pending.register();
    pool.execute(() -> {
      sum.add(Work.spin(depth));
      for (int n = 0; n < 3 && depth > 0; n++) {
        spread(pool, depth - 1, sum, pending);
      }
      pending.arriveAndDeregister();
    });
  }

  static long round(ExecutorService pool) {
    LongAdder sum = new LongAdder();
    Phaser pending = new Phaser(1);
    spread(pool, 5, sum, pending);
    pending.arriveAndAwaitAdvance();
    return sum.sum();
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newWorkStealingPool(3);
    Rounds.equal(args, "sum", () -> round(pool));
    pool.shutdown();
  }
}
