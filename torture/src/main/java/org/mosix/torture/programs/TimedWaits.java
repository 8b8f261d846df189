package org.mosix.torture.programs;

import java.util.concurrent.locks.LockSupport;

/** sleep, timed wait, timed join: never shorter than asked for, and not absurdly longer. */
public final class TimedWaits {
  private static final long SLACK = 20_000;

  interface Pause {
    void run() throws InterruptedException;
  }

  static void measure(String what, long millis, Pause pause) throws InterruptedException {
    long start = System.nanoTime();
    pause.run();
    long took = (System.nanoTime() - start) / 1_000_000;
    Check.holds(what + " " + millis + " ms was too short: " + took, took >= millis);
    Check.holds(what + " " + millis + " ms was far too long: " + took, took < millis + SLACK);
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    Object lock = new Object();
    Thread sleeper = new Thread(() -> {
      try {
        while (rounds.more()) {
          measure("sleep in a thread", 330, () -> Thread.sleep(330));
        }
      } catch (InterruptedException e) {
        Check.fail("interrupted by nobody");
      }
    });
    sleeper.start();
    while (rounds.more()) {
      measure("sleep", 120, () -> Thread.sleep(120));
      measure("sleep with nanoseconds", 40, () -> Thread.sleep(40, 500_000));
      measure("wait", 150, () -> {
        synchronized (lock) {
          lock.wait(150);
        }
      });
      measure("join", 110, () -> Thread.currentThread().join(110));
      measure("parks", 50, () -> {
        long until = System.nanoTime() + 50_000_000;
        while (System.nanoTime() < until) {
          LockSupport.parkNanos(until - System.nanoTime());
        }
      });
    }
    sleeper.join();
    Check.ok();
  }
}
