package org.mosix.torture.programs;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;

/** CountDownLatch, CyclicBarrier, Semaphore, Exchanger and Phaser: threads meet and nobody passes early. */
public final class Latches {
  private static final int PARTIES = 3;
  private static final int END = Integer.MIN_VALUE;

  private final Rounds rounds;
  private final CountDownLatch done = new CountDownLatch(PARTIES);
  private final int[] steps = new int[PARTIES];
  private final Phaser phaser = new Phaser(PARTIES);
  private final Semaphore semaphore = new Semaphore(2);
  private final Exchanger<Integer> exchanger = new Exchanger<>();
  private final CyclicBarrier barrier = new CyclicBarrier(PARTIES, this::together);
  private int together;
  private boolean more = true;

  private Latches(Rounds rounds) {
    this.rounds = rounds;
  }

  /** One for all, so that all do the same number of rounds. */
  private void together() {
    together++;
    more = rounds.more();
  }

  private void party(int id) {
    try {
      for (int n = 0; more; n++) {
        steps[id]++;
        barrier.await();
        for (int step : steps) {
          Check.equal("all arrived", n + 1, step);
        }
        Check.equal("phase", n + 1, phaser.arriveAndAwaitAdvance());
        semaphore.acquire();
        Check.holds("at most two", semaphore.availablePermits() < 2);
        semaphore.release();
      }
    } catch (InterruptedException | BrokenBarrierException e) {
      Check.fail("disturbed: " + e);
    }
    done.countDown();
  }

  private void exchange() {
    try {
      int n = 0;
      for (int got = exchanger.exchange(0); got != END; got = exchanger.exchange(-n)) {
        Check.equal("got", n, got);
        n++;
      }
    } catch (InterruptedException e) {
      Check.fail("interrupted by nobody");
    }
  }

  private void run() throws InterruptedException {
    for (int t = 0; t < PARTIES; t++) {
      int id = t;
      new Thread(() -> party(id)).start();
    }
    Thread other = new Thread(this::exchange);
    other.start();
    for (int n = 0; done.getCount() > 0; n++) {
      Check.equal("got back", -n, (int) exchanger.exchange(n));
    }
    exchanger.exchange(END);
    done.await();
    other.join();
    Check.equal("barrier action", steps[0], together);
  }

  public static void main(String[] args) throws InterruptedException {
    new Latches(Rounds.of(args)).run();
    Check.ok();
  }
}
