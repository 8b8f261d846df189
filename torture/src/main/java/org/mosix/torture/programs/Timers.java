package org.mosix.torture.programs;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** java.util.Timer and a scheduled executor: never early, all runs happen, cancelled ones do not. */
public final class Timers {
  public static void main(String[] args) throws Exception {
    int runs = (int) (Rounds.seconds(args) * 1000 / 50);
    Timer timer = new Timer("timer", true);
    CountDownLatch ticks = new CountDownLatch(runs);
    AtomicInteger tocks = new AtomicInteger();
    long start = System.nanoTime();
    timer.scheduleAtFixedRate(new TimerTask() {
      private int run;

      @Override
      public void run() {
        long due = 30 + 50L * run++;
        long at = (System.nanoTime() - start) / 1_000_000;
        // Timer plans by the wall clock: a millisecond of rounding is its own.
        Check.holds("tick " + run + " early: " + at + " of " + due, at >= due - 5);
        if (ticks.getCount() == 1) {
          cancel();
        }
        ticks.countDown();
      }
    }, 30, 50);
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    ScheduledFuture<?> periodic = scheduler.scheduleWithFixedDelay(tocks::incrementAndGet, 10, 20, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> never = scheduler.schedule(() -> Check.fail("cancelled task ran"), 1, TimeUnit.HOURS);
    ScheduledFuture<String> once = scheduler.schedule(() -> "once", 100, TimeUnit.MILLISECONDS);
    System.out.println(once.get());
    Check.holds("not early", System.nanoTime() - start >= 100_000_000);
    Check.holds("cancelled", never.cancel(false));
    ticks.await();
    while (tocks.get() < 3) {
      Thread.sleep(1);
    }
    periodic.cancel(false);
    scheduler.shutdown();
    Check.holds("scheduler ended", scheduler.awaitTermination(30, TimeUnit.SECONDS));
    timer.cancel();
    System.out.println("ticks " + (runs - ticks.getCount() == runs));
    Check.ok();
  }
}
