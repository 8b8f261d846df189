package org.mosix.runtime.process;

/** What a thread of the program waits for, and one of the runtime's brings. Plain, because the JDK's futures hold polls. */
final class Awaited<T> {

  private T value;
  private Throwable failure;
  private boolean done;

  synchronized void complete(T result, Throwable cause) {
    value = result;
    failure = cause;
    done = true;
    notifyAll();
  }

  /** Returns when it is there; an interrupt of the program's does not end the wait, and is set again. */
  synchronized void await() {
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
  synchronized T value() {
    return value;
  }

  /** Null if it did not. */
  synchronized Throwable failure() {
    return failure;
  }
}
