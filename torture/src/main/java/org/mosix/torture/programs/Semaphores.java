package org.mosix.torture.programs;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Semaphores: fair and not, several permits at once, timed, uninterruptible, drained; never more inside than permits. */
public final class Semaphores {
  static String round() throws InterruptedException {
    Semaphore fair = new Semaphore(3, true);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger sum = new AtomicInteger();
    Work.together(5, id -> {
      int permits = id % 3 + 1;
      for (int n = 0; n < 10; n++) {
        if (n % 3 == 0) {
          fair.acquireUninterruptibly(permits);
        } else if (n % 3 == 1) {
          fair.acquire(permits);
        } else {
          while (!fair.tryAcquire(permits, 2, TimeUnit.MILLISECONDS)) {
            Work.spin(n);
          }
        }
        Check.holds("at most three", inside.addAndGet(permits) <= 3);
        sum.addAndGet(Work.spin(n));
        inside.addAndGet(-permits);
        fair.release(permits);
      }
    });
    Check.equal("all back", 3, fair.availablePermits());
    Check.holds("refused", !fair.tryAcquire(4));
    return sum + " " + fair.drainPermits() + " " + fair.availablePermits();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "permits", () -> round());
  }
}
