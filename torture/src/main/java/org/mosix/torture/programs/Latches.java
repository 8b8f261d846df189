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

  static void party(int id, int meetings, int[] steps, CyclicBarrier barrier, Phaser phaser, Semaphore semaphore, CountDownLatch done) {
    try {
      for (int n = 0; n < meetings; n++) {
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

  public static void main(String[] args) throws InterruptedException {
    int meetings = (int) (Rounds.seconds(args) * 1_500);
    CountDownLatch done = new CountDownLatch(PARTIES);
    int[] steps = new int[PARTIES];
    int[] together = new int[1];
    CyclicBarrier barrier = new CyclicBarrier(PARTIES, () -> together[0]++);
    Phaser phaser = new Phaser(PARTIES);
    Semaphore semaphore = new Semaphore(2);
    Exchanger<Integer> exchanger = new Exchanger<>();
    for (int t = 0; t < PARTIES; t++) {
      int id = t;
      new Thread(() -> party(id, meetings, steps, barrier, phaser, semaphore, done)).start();
    }
    Thread other = new Thread(() -> {
      try {
        for (int n = 0; n < meetings; n++) {
          Check.equal("got", n, (int) exchanger.exchange(-n));
        }
      } catch (InterruptedException e) {
        Check.fail("interrupted by nobody");
      }
    });
    other.start();
    for (int n = 0; n < meetings; n++) {
      Check.equal("got back", -n, (int) exchanger.exchange(n));
    }
    done.await();
    other.join();
    Check.equal("barrier action", meetings, together[0]);
    Check.ok();
  }
}
