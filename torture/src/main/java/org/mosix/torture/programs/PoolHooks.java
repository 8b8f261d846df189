package org.mosix.torture.programs;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A ThreadPoolExecutor with hooks before and after tasks, an own thread factory, a bounded queue and tasks run by the caller. */
public final class PoolHooks {
  static final class Counting extends ThreadPoolExecutor {
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    Counting() {
      super(1, 3, 20, TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(4), task -> new Thread(task, "counted"), new CallerRunsPolicy());
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      Check.equal("name", "counted", thread.getName());
      Work.spin(before.incrementAndGet());
    }

    @Override
    protected void afterExecute(Runnable task, Throwable e) {
      Work.spin(after.incrementAndGet());
      if (e != null) {
        failed.incrementAndGet();
      }
    }
  }

  static String round() throws Exception {
    Counting pool = new Counting();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger byCaller = new AtomicInteger();
    Thread caller = Thread.currentThread();
    for (int n = 0; n < 40; n++) {
      int id = n;
      pool.execute(() -> {
        Work.spin(id);
        if (Thread.currentThread() == caller) {
          byCaller.incrementAndGet();
        }
        done.incrementAndGet();
      });
    }
    pool.shutdown();
    Check.holds("terminated", pool.awaitTermination(1, TimeUnit.MINUTES));
    Check.equal("hooks", done.get() - byCaller.get(), pool.before.get());
    Check.equal("both hooks", pool.before.get(), pool.after.get());
    Check.equal("completed", pool.before.get(), pool.getCompletedTaskCount());
    Check.equal("failed", 0, pool.failed.get());
    return done + " done";
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "tasks", () -> round());
  }
}
