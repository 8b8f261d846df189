package org.mosix.torture.programs;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** ReentrantLock with conditions, fair and timed; read-write and stamped locks: held and contended, counters exact. */
public final class Locks {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final ReentrantReadWriteLock shared = new ReentrantReadWriteLock();
  private final StampedLock stamped = new StampedLock();
  private int turn;
  private long count;
  private long left;
  private long right;
  private long x;
  private long y;

  private void takeTurn(int id, int players) throws InterruptedException {
    lock.lock();
    try {
      while (turn != id) {
        changed.await(10, TimeUnit.SECONDS);
      }
      Check.holds("held", lock.isHeldByCurrentThread() && lock.getHoldCount() == 1);
      lock.lock();
      try {
        count++;
        turn = (id + 1) % players;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    } finally {
      lock.unlock();
    }
  }

  private void readAndWrite(int n) {
    if (n % 10 == 0) {
      shared.writeLock().lock();
      left++;
      Thread.yield();
      right++;
      shared.writeLock().unlock();
    } else {
      shared.readLock().lock();
      Check.equal("consistent", left, right);
      shared.readLock().unlock();
    }
    long stamp = stamped.writeLock();
    x += n;
    y -= n;
    stamped.unlockWrite(stamp);
    long optimistic = stamped.tryOptimisticRead();
    long a = x;
    long b = y;
    if (!stamped.validate(optimistic)) {
      optimistic = stamped.readLock();
      a = x;
      b = y;
      stamped.unlockRead(optimistic);
    }
    Check.equal("stamped", a, -b);
  }

  public static void main(String[] args) throws InterruptedException {
    Locks locks = new Locks();
    int players = 3;
    int turns = (int) (Rounds.seconds(args) * 8_000);
    Thread[] threads = new Thread[players];
    for (int t = 0; t < players; t++) {
      int id = t;
      threads[t] = new Thread(() -> {
        try {
          for (int n = 0; n < turns; n++) {
            locks.takeTurn(id, players);
            locks.readAndWrite(n);
          }
        } catch (InterruptedException e) {
          Check.fail("interrupted by nobody");
        }
      });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Check.equal("turns", (long) players * turns, locks.count);
    Check.holds("free", !locks.lock.isLocked() && !locks.shared.isWriteLocked() && !locks.stamped.isWriteLocked());
    Check.ok();
  }
}
