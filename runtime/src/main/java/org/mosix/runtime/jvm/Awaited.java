package org.mosix.runtime.jvm;

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
    boolean interrupted = false;
    while (!done) {
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

  /** Null if it failed. */
  public synchronized T value() {
    return value;
  }

  /** Null if it did not. */
  public synchronized Throwable failure() {
    return failure;
  }
}
