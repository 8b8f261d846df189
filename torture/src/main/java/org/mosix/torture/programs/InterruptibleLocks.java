package org.mosix.torture.programs;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** lockInterruptibly and timed tryLock under contention: given up when told or late, never twice. */
public final class InterruptibleLocks {
  static String round() throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    StringBuffer out = new StringBuffer();
    lock.lock();
    Thread[] waiting = new Thread[3];
    for (int t = 0; t < 3; t++) {
      waiting[t] = Work.start("waiting", t, id -> {
        try {
          if (id == 1) {
            lock.lock(); // an interrupt is kept for later
            Check.holds("kept", Thread.currentThread().isInterrupted());
            out.append("locked ");
            lock.unlock();
          } else {
            lock.lockInterruptibly();
            Check.fail("locked in spite of the interrupt");
          }
        } catch (InterruptedException e) {
          out.append("told ");
        }
      });
    }
    while (lock.getQueueLength() < 3) {
      Thread.onSpinWait();
    }
    waiting[0].interrupt();
    waiting[0].join();
    waiting[2].interrupt();
    waiting[2].join();
    waiting[1].interrupt();
    Thread late = Work.start("late", 0, id -> {
      Check.holds("late", !lock.tryLock(2, TimeUnit.MILLISECONDS) && !lock.tryLock());
      out.append("late ");
    });
    late.join();
    Work.spin(5);
    lock.unlock();
    waiting[1].join();
    return out.append(lock.isLocked()).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "outcome", () -> round());
  }
}
