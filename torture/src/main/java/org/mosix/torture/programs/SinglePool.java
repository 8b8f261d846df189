package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A single-threaded executor runs its tasks one after the other, and replaces its thread after an exception. */
public final class SinglePool {
  private static int last;

  static String round(ExecutorService pool) throws Exception {
    last = 0;
    List<Future<?>> tasks = new ArrayList<>();
    for (int n = 1; n <= 20; n++) {
      int id = n;
      tasks.add(pool.submit(() -> {
        Check.equal("in order", id - 1, last);
        Work.spin(id);
        last = id;
      }));
    }
    for (Future<?> task : tasks) {
      task.get();
    }
    StringBuffer thrown = new StringBuffer();
    CountDownLatch done = new CountDownLatch(1);
    pool.execute(() -> {
      Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
        thrown.append(e.getMessage());
        done.countDown();
      });
      throw new IllegalArgumentException("lost thread");
    });
    done.await();
    return last + " " + thrown + " " + pool.submit(() -> "next").get();
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Rounds.equal(args, "tasks", () -> round(pool));
    pool.shutdown();
  }
}
