package org.mosix.runtime.capture;

import java.util.ArrayList;
import java.util.List;

/** The moment before a resumed process runs: every thread gets its frames and monitors back, then all go on together. */
final class Restore {

  private int missing;
  private final List<Tracked> arrived = new ArrayList<>();
  private volatile boolean open;
  private Throwable failure;

  Restore(int threads) {
    missing = threads;
  }

  /** The calling thread has its frames back and goes on to wait for a notify, which only a running thread can give. */
  synchronized void arriveWaiting() {
    missing--;
    notifyAll();
  }

  synchronized int missing() {
    return missing;
  }

  /** The calling thread has its frames back; returns when it may run. */
  void arrive(Tracked thread) {
    synchronized (this) {
      missing--;
      arrived.add(thread);
      notifyAll();
    }
    if (thread.await(() -> open)) {
      Thread.currentThread().interrupt();
    }
  }

  /** A thread could not be given its frames. */
  synchronized void fail(Throwable cause) {
    failure = cause;
    missing--;
    notifyAll();
  }

  /**
   * Waits for all threads to arrive.
   *
   * @throws IllegalStateException with the cause if one cannot
   */
  void awaitAll(long millis) {
    awaitMissing(0, millis);
  }

  /** The same until only {@code rest} threads are missing. */
  synchronized void awaitMissing(int rest, long millis) {
    long deadline = System.nanoTime() + millis * Stop.NANOS_PER_MILLI;
    while (missing > rest && failure == null) {
      long left = (deadline - System.nanoTime()) / Stop.NANOS_PER_MILLI;
      if (left <= 0) {
        throw new IllegalStateException(missing + " threads did not get their frames back within " + millis + " ms");
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted while threads get their frames back", e);
      }
    }
    if (failure != null) {
      throw new IllegalStateException("a thread could not be resumed: " + failure, failure);
    }
  }

  /** Lets the threads run. */
  synchronized void open() {
    open = true;
    arrived.forEach(Tracked::signal);
  }
}
