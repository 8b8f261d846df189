package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Thirty virtual threads that yield, sleep, park, hold monitors, wait and recurse: each keeps its name, identity, locals and counts. */
public final class VirtualThreads {
  private static final int THREADS = 30;
  private static final Object LOCK = new Object();
  private static final ThreadLocal<Integer> NUMBER = new ThreadLocal<>();

  static int depth(int n) {
    return n == 0 ? 0 : 1 + depth(n - 1);
  }

  static void rest(int way, long[] shared) throws InterruptedException {
    switch (way) {
      case 0 -> Thread.yield();
      case 1 -> Thread.sleep(2);
      case 2 -> LockSupport.parkNanos(1_000_000);
      case 3 -> {
        synchronized (LOCK) {
          long before = ++shared[0];
          Thread.sleep(0, 100_000);
          Check.equal("under the monitor", before, shared[0]);
        }
      }
      default -> {
        synchronized (LOCK) {
          LOCK.wait(2);
        }
      }
    }
  }

  static void work(int number, long[] sums, long[] shared) {
    Thread me = Thread.currentThread();
    NUMBER.set(number);
    try {
      for (int i = 0; i < 20; i++) {
        sums[number] += depth(20 + i) * (number + 1);
        rest(number % 5, shared);
        Check.same("current thread", me, Thread.currentThread());
        Check.equal("name", "virtual " + number, me.getName());
        Check.equal("thread local", number, (int) NUMBER.get());
      }
    } catch (InterruptedException e) {
      Check.fail("interrupted by nobody");
    }
  }

  static String round() throws InterruptedException {
    long[] sums = new long[THREADS];
    long[] shared = new long[1];
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      threads.add(Virtual.start("virtual " + number, () -> work(number, sums, shared)));
    }
    Virtual.joinAll(threads);
    long sum = 0;
    for (int i = 0; i < THREADS; i++) {
      sum = sum * 7 + sums[i];
      Check.holds("ended", !threads.get(i).isAlive() && threads.get(i).isDaemon());
    }
    return sum + " " + shared[0];
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "virtual threads", () -> round());
  }
}
