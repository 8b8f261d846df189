package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Interrupts end the sleep, wait, park, join and take of virtual threads; nobody else is interrupted. */
public final class VirtualInterrupts {

  interface Waiting {
    void run() throws InterruptedException;
  }

  private static Thread waiting(String name, AtomicInteger ready, AtomicInteger ended, Waiting wait) {
    return Virtual.start(name, () -> {
      ready.incrementAndGet();
      try {
        wait.run();
        Check.fail(name + " ended by itself");
      } catch (InterruptedException e) {
        Check.holds("flag cleared", !Thread.currentThread().isInterrupted());
        ended.incrementAndGet();
      }
    });
  }

  static String round() throws InterruptedException {
    AtomicInteger ready = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    Object monitor = new Object();
    List<Thread> threads = new ArrayList<>();
    Thread spared = Virtual.start("spared", () -> {
      while (ended.get() < 5) {
        LockSupport.parkNanos(1_000_000);
        Check.holds("spared", !Thread.currentThread().isInterrupted());
      }
    });
    threads.add(waiting("sleep", ready, ended, () -> Thread.sleep(600_000)));
    threads.add(waiting("wait", ready, ended, () -> {
      synchronized (monitor) {
        for (; ; ) {
          monitor.wait();
        }
      }
    }));
    threads.add(waiting("park", ready, ended, () -> {
      while (!Thread.interrupted()) {
        LockSupport.park();
      }
      throw new InterruptedException();
    }));
    threads.add(waiting("join", ready, ended, spared::join));
    threads.add(waiting("take", ready, ended, () -> new SynchronousQueue<Integer>().take()));
    while (ready.get() < threads.size()) {
      Thread.sleep(1);
    }
    Thread.sleep(5);
    for (Thread thread : threads) {
      thread.interrupt();
    }
    Virtual.joinAll(threads);
    spared.join();
    return "interrupted " + ended;
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "interrupts", () -> round());
  }
}
