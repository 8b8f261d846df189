package org.mosix.torture.programs;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Interrupts end sleep, wait, join, queues, lockInterruptibly; pending flags stay until asked; nobody else is interrupted. */
public final class Interrupts {
  interface Blocking {
    void run() throws InterruptedException;
  }

  static void interruptible(String what, Blocking blocking) throws InterruptedException {
    boolean[] seen = new boolean[1];
    Thread thread = new Thread(() -> {
      try {
        blocking.run();
      } catch (InterruptedException e) {
        seen[0] = !Thread.currentThread().isInterrupted();
      }
    }, what);
    thread.start();
    Thread.sleep(15);
    thread.interrupt();
    thread.join();
    Check.holds(what + " was interrupted, flag cleared", seen[0]);
  }

  static void pending() throws InterruptedException {
    Thread thread = new Thread(() -> {
      Thread.currentThread().interrupt();
      for (int i = 0; i < 200_000; i++) {
        Check.holds("pending", Thread.currentThread().isInterrupted());
      }
      LockSupport.park();
      try {
        Thread.sleep(60_000);
        Check.fail("sleep with a pending interrupt returned");
      } catch (InterruptedException e) {
        Check.holds("cleared", !Thread.interrupted());
      }
    });
    thread.start();
    thread.join();
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    Object monitor = new Object();
    ReentrantLock held = new ReentrantLock();
    held.lock();
    do {
      interruptible("sleep", () -> Thread.sleep(60_000));
      interruptible("wait", () -> {
        synchronized (monitor) {
          monitor.wait();
        }
      });
      interruptible("join", () -> Thread.currentThread().join());
      interruptible("queue", () -> new ArrayBlockingQueue<>(1).take());
      interruptible("lock", held::lockInterruptibly);
      interruptible("spin", () -> {
        while (!Thread.interrupted()) {
          Thread.onSpinWait();
        }
        throw new InterruptedException("own");
      });
      pending();
      Check.holds("main is not interrupted", !Thread.currentThread().isInterrupted());
    } while (rounds.more());
    held.unlock();
    Check.ok();
  }
}
