package org.mosix.torture.programs;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** CyclicBarrier: its action works long, a time-out and an interrupt break it for all, reset mends it. */
public final class BrokenBarriers {
  static String round() throws Exception {
    StringBuffer out = new StringBuffer();
    CyclicBarrier barrier = new CyclicBarrier(3, () -> out.append(Work.spin(out.length())).append(' '));
    Work.together(3, id -> {
      for (int n = 0; n < 5; n++) {
        Work.spin(id);
        barrier.await();
      }
    });
    AtomicInteger broken = new AtomicInteger();
    AtomicInteger late = new AtomicInteger();
    Work.together(2, id -> {
      try {
        barrier.await(id == 0 ? 60_000 : 5, TimeUnit.MILLISECONDS);
        Check.fail("passed with two");
      } catch (BrokenBarrierException e) {
        broken.incrementAndGet();
      } catch (TimeoutException e) {
        late.incrementAndGet();
      }
    });
    Check.equal("one told the other", 2, broken.get() + late.get());
    Check.holds("broken", barrier.isBroken() && late.get() == 1);
    barrier.reset();
    Thread waiting = Work.start("waiting", 0, id -> {
      try {
        barrier.await();
        Check.fail("passed alone");
      } catch (InterruptedException e) {
        out.append("interrupted ");
      }
    });
    while (barrier.getNumberWaiting() == 0) {
      Thread.onSpinWait();
    }
    waiting.interrupt();
    waiting.join();
    return out.append(barrier.isBroken()).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "barrier", () -> round());
  }
}
