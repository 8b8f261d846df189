package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Virtual and platform threads share monitors, locks, conditions and semaphores: one at a time, and every turn comes. */
public final class VirtualLocks {
  private static final int TURNS = 24;

  private final Object monitor = new Object();
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final Semaphore two = new Semaphore(2);
  private int turn;
  private int lockTurn;
  private int inside;
  private final StringBuilder order = new StringBuilder();

  private void takeTurns(int number, int players) throws InterruptedException {
    for (int t = number; t < TURNS; t += players) {
      synchronized (monitor) {
        while (turn != t) {
          monitor.wait();
        }
        Thread.sleep(0, 200_000);
        order.append(number).append(' ');
        turn++;
        monitor.notifyAll();
      }
    }
  }

  private void takeLockTurns(int number, int players) throws InterruptedException {
    for (int t = number; t < TURNS; t += players) {
      lock.lock();
      try {
        while (lockTurn != t) {
          changed.await();
        }
        lockTurn++;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      two.acquire();
      try {
        count(1);
        Thread.yield();
        count(-1);
      } finally {
        two.release();
      }
    }
  }

  private synchronized void count(int difference) {
    inside += difference;
    Check.holds("two at most", inside >= 0 && inside <= 2);
  }

  static String round() throws InterruptedException {
    VirtualLocks game = new VirtualLocks();
    int players = 6;
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < players; i++) {
      int number = i;
      Runnable play = () -> {
        try {
          start.await();
          game.takeTurns(number, players);
          game.takeLockTurns(number, players);
        } catch (InterruptedException e) {
          Check.fail("interrupted by nobody");
        }
      };
      Thread thread = number % 3 == 2 ? new Thread(play) : Virtual.unstarted("player " + number, play);
      threads.add(thread);
      thread.start();
    }
    start.countDown();
    Virtual.joinAll(threads);
    return game.order.toString() + game.lockTurn + game.inside;
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "locks", () -> round());
  }
}
