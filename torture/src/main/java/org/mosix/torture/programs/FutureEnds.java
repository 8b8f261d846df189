package org.mosix.torture.programs;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** FutureTask and Future: cancelled before, while running and after; time-outs; who waits is told. */
public final class FutureEnds {
  static String round() throws Exception {
    StringBuilder out = new StringBuilder();
    FutureTask<String> never = new FutureTask<>(() -> "ran");
    out.append(never.cancel(false)).append(never.isCancelled()).append(' ');
    never.run();
    try {
      never.get();
      Check.fail("a cancelled task had a result");
    } catch (CancellationException e) {
      out.append("cancelled ");
    }
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    FutureTask<String> sleeper = new FutureTask<>(() -> {
      inside.countDown();
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
      return "late";
    });
    Thread thread = Work.start("sleeper", 0, id -> sleeper.run());
    inside.await();
    try {
      sleeper.get(3, TimeUnit.MILLISECONDS);
      Check.fail("a sleeping task had a result");
    } catch (TimeoutException e) {
      out.append("time-out ");
    }
    out.append(sleeper.cancel(true)).append(' ');
    interrupted.await();
    thread.join();
    FutureTask<Integer> done = new FutureTask<>(() -> Work.spin(3));
    done.run();
    return out.append(done.cancel(true)).append(' ').append(done.get()).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "ends", () -> round());
  }
}
