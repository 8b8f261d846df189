package org.mosix.torture.programs;

import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Conditions of a lock: signalled in order, timed, until a date, uninterruptible, interrupted while waiting. */
public final class Conditions {
  static String round() throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    Condition queue = lock.newCondition();
    StringBuffer order = new StringBuffer();
    int[] go = new int[1];
    Thread[] waiters = new Thread[4];
    for (int t = 0; t < 4; t++) {
      waiters[t] = Work.start("waiter", t, id -> {
        lock.lock();
        try {
          go[0]++;
          if (id % 2 == 0) {
            queue.await();
          } else {
            queue.awaitUninterruptibly();
          }
          order.append(id).append(' ');
          Work.spin(id);
        } finally {
          lock.unlock();
        }
      });
      awaitWaiters(lock, queue, t + 1);
    }
    for (int n = 4; n > 0; n--) {
      lock.lock();
      queue.signal();
      lock.unlock();
      waiters[4 - n].join();
    }
    lock.lock();
    try {
      Check.holds("in time", queue.awaitNanos(1_000_000) <= 0 && !queue.awaitUntil(new Date(System.currentTimeMillis() + 2)));
    } finally {
      lock.unlock();
    }
    Thread interrupted = Work.start("interrupted", 0, id -> {
      lock.lock();
      try {
        queue.await(1, TimeUnit.MINUTES);
        Check.fail("woken by nobody");
      } catch (InterruptedException e) {
        order.append("interrupted ").append(lock.isHeldByCurrentThread());
      } finally {
        lock.unlock();
      }
    });
    awaitWaiters(lock, queue, 1);
    interrupted.interrupt();
    interrupted.join();
    return order.toString();
  }

  private static void awaitWaiters(ReentrantLock lock, Condition queue, int count) {
    for (boolean there = false; !there; ) {
      lock.lock();
      there = lock.getWaitQueueLength(queue) == count;
      lock.unlock();
    }
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "order", () -> round());
  }
}
