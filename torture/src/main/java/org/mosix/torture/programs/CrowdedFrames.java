package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Hundreds of threads wait in the same methods, are woken together, and wait again: each keeps its place, variables and counts. */
public final class CrowdedFrames {

  private static final int THREADS = 400;

  private int turn;
  private boolean over;
  private CountDownLatch done = new CountDownLatch(THREADS);

  private CrowdedFrames() {}

  private synchronized int await(int seen) throws InterruptedException {
    while (turn == seen && !over) {
      wait();
    }
    return over ? -1 : turn;
  }

  private int next(int number, int seen) throws InterruptedException {
    int before = number * 31 + seen;
    int next = outer(seen);
    Check.equal("variable", number * 31 + seen, before);
    return next;
  }

  private int outer(int seen) throws InterruptedException {
    int next = await(seen);
    Check.holds("turn " + next + " after " + seen, next == seen + 1 || next == -1);
    return next;
  }

  private void work(int number) {
    try {
      int seen = 0;
      for (int next = next(number, seen); next != -1; next = next(number, seen)) {
        seen = next;
        done.countDown();
      }
    } catch (InterruptedException e) {
      Check.fail("interrupted");
    }
  }

  private void turn() throws InterruptedException {
    CountDownLatch all = new CountDownLatch(THREADS);
    synchronized (this) {
      done = all;
      turn++;
      notifyAll();
    }
    all.await();
  }

  private synchronized void end() {
    over = true;
    notifyAll();
  }

  public static void main(String[] args) throws Exception {
    CrowdedFrames crowd = new CrowdedFrames();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Thread thread = new Thread(() -> crowd.work(number));
      threads.add(thread);
      thread.start();
    }
    Rounds rounds = Rounds.of(args);
    while (rounds.more()) {
      crowd.turn();
      Work.spin(1);
      Thread.sleep(50);
    }
    crowd.end();
    for (Thread thread : threads) {
      thread.join();
    }
    Check.ok();
  }
}
