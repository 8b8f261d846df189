package org.mosix.runtime.jvm;

import java.util.function.BooleanSupplier;

/** What one thread waits for, often the program's, and one of the runtime's brings. Plain, because the JDK's futures hold polls. */
public final class Awaited<T> {

  private T value;
  private Throwable failure;
  private boolean done;

  public synchronized void complete(T result, Throwable cause) {
    value = result;
    failure = cause;
    done = true;
    notifyAll();
  }

  /** Returns when it is there; an interrupt of the program's does not end the wait, and is set again. */
  public synchronized void await() {
    until(this, () -> done);
  }

  /** The same for what somebody else's lock, which the caller holds, guards: its holders notify it. */
  public static void until(Object lock, BooleanSupplier over) {
    boolean interrupted = false;
    while (!over.getAsBoolean()) {
      try {
        lock.wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Null if it failed. */
  public synchronized T value() {
    return value;
  }

  /** Null if it did not. */
  public synchronized Throwable failure() {
    return failure;
  }
}
