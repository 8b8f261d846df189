package org.mosix.torture.programs;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/** ReentrantReadWriteLock: many readers, writers alone, downgrading, re-entry, fair and not. */
public final class ReadWriteLocks {
  private long left;
  private long right;

  void write(ReentrantReadWriteLock lock, int n) {
    lock.writeLock().lock();
    try {
      left += n;
      Work.spin(n);
      right += n;
      lock.readLock().lock();
    } finally {
      lock.writeLock().unlock();
    }
    try {
      Check.equal("downgraded", left, right);
      Check.equal("read holds", 1, lock.getReadHoldCount());
    } finally {
      lock.readLock().unlock();
    }
  }

  void read(ReentrantReadWriteLock lock, int n) {
    lock.readLock().lock();
    lock.readLock().lock();
    long before = left;
    Work.spin(n);
    Check.equal("undisturbed", before, right);
    lock.readLock().unlock();
    lock.readLock().unlock();
  }

  static long round(boolean fair) throws InterruptedException {
    ReadWriteLocks all = new ReadWriteLocks();
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock(fair);
    Work.together(4, id -> {
      for (int n = 0; n < 60; n++) {
        if (n % 5 == id) {
          all.write(lock, n);
        } else {
          all.read(lock, n);
        }
      }
    });
    Check.holds("free", lock.getReadLockCount() == 0 && !lock.isWriteLocked());
    return all.left;
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "written", () -> round(false) + " " + round(true));
  }
}
