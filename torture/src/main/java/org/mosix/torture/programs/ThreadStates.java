package org.mosix.torture.programs;

import java.util.concurrent.CountDownLatch;

/** Names, priorities, states, interruption and liveness of threads, as others see them and as they see themselves. */
public final class ThreadStates {
  private static final Object LOCK = new Object();
  /** What the round under way has come to: its thread is interrupted; it is seen blocked. */
  private static volatile boolean interrupted;
  private static volatile boolean blocked;

  static void await(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }

  static String round() throws InterruptedException {
    StringBuilder out = new StringBuilder();
    CountDownLatch latch = new CountDownLatch(1);
    Thread thread = new Thread(() -> {
      try {
        latch.await();
        synchronized (LOCK) {
          LOCK.wait(60_000);
        }
        Check.fail("woken by nobody");
      } catch (InterruptedException e) {
        Check.holds("interrupted by nobody", interrupted);
        synchronized (LOCK) {
          Check.holds("got a lock that another thread holds", blocked);
          Thread.currentThread().setName("renamed");
        }
      }
    }, "states");
    interrupted = false;
    blocked = false;
    thread.setPriority(7);
    out.append(thread.getState()).append(thread.isAlive()).append(' ');
    thread.start();
    await(thread, Thread.State.WAITING);
    latch.countDown();
    await(thread, Thread.State.TIMED_WAITING);
    out.append(thread.getPriority()).append(thread.isDaemon()).append(' ');
    synchronized (LOCK) {
      interrupted = true;
      thread.interrupt();
      while (thread.getState() != Thread.State.BLOCKED) {
        Work.spin(1);
      }
      blocked = true;
      out.append("blocked ").append(thread.getName()).append(' ');
    }
    thread.join();
    return out.append(thread.getName()).append(thread.getState()).append(thread.getThreadGroup()).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "states", () -> round());
  }
}
