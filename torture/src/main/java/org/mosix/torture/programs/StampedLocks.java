package org.mosix.torture.programs;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;

/** StampedLock: optimistic reads that are validated, conversions in both directions, timed and as ordinary locks. */
public final class StampedLocks {
  private double x;
  private double y;

  void move(StampedLock lock, double by) {
    long stamp = lock.writeLock();
    x += by;
    Work.spin(1);
    y -= by;
    lock.unlockWrite(stamp);
  }

  double sum(StampedLock lock) {
    long stamp = lock.tryOptimisticRead();
    double sum = x + y;
    if (stamp == 0 || !lock.validate(stamp)) {
      stamp = lock.readLock();
      Work.spin(2);
      sum = x + y;
      lock.unlockRead(stamp);
    }
    return sum;
  }

  void resetIfNegative(StampedLock lock) throws InterruptedException {
    long stamp = lock.tryReadLock(1, TimeUnit.MINUTES);
    try {
      while (x < 0) {
        long write = lock.tryConvertToWriteLock(stamp);
        if (write != 0) {
          stamp = write;
          x = 0;
          y = 0;
        } else {
          lock.unlockRead(stamp);
          stamp = lock.writeLock();
        }
      }
    } finally {
      lock.unlock(stamp);
    }
  }

  static String round() throws InterruptedException {
    StampedLocks all = new StampedLocks();
    StampedLock lock = new StampedLock();
    Work.together(4, id -> {
      for (int n = 0; n < 60; n++) {
        all.move(lock, id - 1.5);
        Check.holds("balanced", all.sum(lock) == 0);
        if (n % 8 == id) {
          all.resetIfNegative(lock);
        }
        Lock plain = lock.asReadLock();
        plain.lock();
        Check.holds("balanced", all.x + all.y == 0);
        plain.unlock();
      }
    });
    return lock.getReadLockCount() + " " + lock.isWriteLocked() + " " + (all.x + all.y);
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "state", () -> round());
  }
}
