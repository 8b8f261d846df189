package org.mosix.runtime.syscall;

import java.util.function.BooleanSupplier;
import org.mosix.boot.RuntimeThread;

/**
 * Bytes that the program has written and home not yet: of one file, in order. They are sent as soon as home has written those before
 * them, so a slow writer's are on their way at once, and a fast writer's go in large pieces.
 */
final class WriteBehind implements AutoCloseable {

  /** Carries out a write at home. */
  interface Sink {
    void write(SequentialFile file, byte[] bytes, int length) throws Throwable;
  }

  /** Half of what may be under way: one half is filled while the other is sent. */
  private static final int HALF = 512 << 10;

  private final Sink sink;
  private byte[] filling = new byte[0];
  private byte[] sending = new byte[0];
  private int filled;
  private SequentialFile file;
  /** Bytes taken, and bytes that are written or given up; also read without the lock. */
  private volatile long taken;
  private volatile long done;
  private boolean started;
  private boolean closed;

  WriteBehind(Sink sink) {
    this.sink = sink;
  }

  /**
   * Takes the bytes of a write; waits while the window is full.
   *
   * @return false if an earlier write of the file has failed: then these were not taken
   */
  synchronized boolean write(SequentialFile to, CallBytes bytes) {
    start();
    if (file != to) {
      awaitUntil(() -> done == taken);
      file = to;
    }
    for (int at = 0; at < bytes.length(); ) {
      awaitUntil(() -> filled < filling.length || to.hasFailed());
      if (to.hasFailed()) {
        return false;
      }
      int part = Math.min(bytes.length() - at, filling.length - filled);
      bytes.take(at, filling, filled, part);
      filled += part;
      at += part;
      taken += part;
      notifyAll();
    }
    return true;
  }

  /** Returns when all that was taken before is at home, or has failed. */
  void drain() {
    if (done != taken) {
      awaitTaken();
    }
  }

  /** The same for bytes of a file, by whatever descriptor they were written. */
  synchronized void drain(FileTraits traits) {
    if (file != null && file.isSameFile(traits)) {
      awaitTaken();
    }
  }

  private synchronized void awaitTaken() {
    long all = taken;
    awaitUntil(() -> done >= all);
  }

  /** Like every wait for home it is not ended by an interrupt, which is kept. With the lock. */
  private void awaitUntil(BooleanSupplier over) {
    boolean interrupted = false;
    while (!over.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void start() {
    if (!started) {
      started = true;
      filling = new byte[HALF];
      sending = new byte[HALF];
      new RuntimeThread(this::run, "mosix-behind").start();
    }
  }

  private void run() {
    for (int length = next(); length > 0; length = next()) {
      Throwable failure = null;
      try {
        sink.write(file, sending, length);
      } catch (Throwable e) {
        failure = e;
      }
      sent(length, failure);
    }
  }

  /** 0 when nobody writes any more. */
  private synchronized int next() {
    awaitUntil(() -> filled > 0 || closed);
    byte[] full = filling;
    filling = sending;
    sending = full;
    int length = filled;
    filled = 0;
    notifyAll();
    return length;
  }

  /** Nothing is written any more. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private synchronized void sent(int length, Throwable failureOrNull) {
    if (failureOrNull != null) {
      // As after a write that failed at home nothing follows until the program knows.
      file.fail(failureOrNull);
      done += filled;
      filled = 0;
    }
    done += length;
    notifyAll();
  }
}
