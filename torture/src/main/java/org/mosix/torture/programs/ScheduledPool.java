package org.mosix.torture.programs;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A scheduled pool: one-time tasks in order of their delays, periodic ones until cancelled, an exception that ends one. */
public final class ScheduledPool {
  static String round(ScheduledExecutorService pool) throws Exception {
    StringBuffer order = new StringBuffer();
    CountDownLatch all = new CountDownLatch(3);
    long begin = System.nanoTime();
    for (int delay : new int[] {60, 20, 40}) {
      pool.schedule(() -> {
        Check.holds("not early", System.nanoTime() - begin >= delay * 1_000_000L);
        order.append(delay).append(' ');
        all.countDown();
      }, delay, TimeUnit.MILLISECONDS);
    }
    CountDownLatch ticks = new CountDownLatch(5);
    ScheduledFuture<?> rate = pool.scheduleAtFixedRate(ticks::countDown, 1, 2, TimeUnit.MILLISECONDS);
    AtomicInteger failing = new AtomicInteger();
    ScheduledFuture<?> ends = pool.scheduleWithFixedDelay(() -> {
      Work.spin(1);
      if (failing.incrementAndGet() == 3) { // the exception ends it
        throw new IllegalStateException("third");
      }
    }, 0, 1, TimeUnit.MILLISECONDS);
    ticks.await();
    Check.holds("cancelled", rate.cancel(false) && rate.isCancelled());
    try {
      ends.get();
      Check.fail("a failing task ended well");
    } catch (ExecutionException e) {
      all.await();
      order.append(e.getCause().getMessage()).append(' ').append(failing);
    }
    return order.toString();
  }

  public static void main(String[] args) throws Exception {
    // One thread: the order of tasks that are late together is that of their times.
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    Rounds.equal(args, "order", () -> round(pool));
    pool.shutdownNow();
  }
}
