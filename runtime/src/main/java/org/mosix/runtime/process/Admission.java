package org.mosix.runtime.process;

/**
 * Whether a guest may act for the process, decided once. Home that gets no answer to RUN cannot know whether the guest runs; but nothing
 * the guest does has an effect before its first system call. Either that came, and the guest has the process, or home keeps it, and
 * no system call of that guest is carried out any more.
 */
final class Admission {

  private enum State {
    /** Not told to run: its calls prepare it. */
    PREPARING,
    /** Told to run. */
    TOLD,
    /** Has acted for the process. */
    ACTED,
    /** Does not get the process. */
    DISMISSED
  }

  private State state = State.PREPARING;

  /** RUN is about to be sent. */
  synchronized void tell() {
    if (state != State.PREPARING) {
      throw new IllegalStateException("admission: " + state + " (expected: " + State.PREPARING + ")");
    }
    state = State.TOLD;
  }

  /** A system call came: true if it is to be carried out. */
  synchronized boolean admits() {
    if (state == State.TOLD) {
      state = State.ACTED;
    }
    return state != State.DISMISSED;
  }

  /** Home wants the process back: false if it is too late, because the guest has acted for it. */
  synchronized boolean dismiss() {
    if (state != State.ACTED) {
      state = State.DISMISSED;
    }
    return state == State.DISMISSED;
  }
}
