package org.mosix.runtime.process;

import org.mosix.runtime.move.MoveFailure;

/** An order of home to send the process on, which home may take back as long as it has not confirmed that the process left. */
final class DepartureOrder {

  private enum State {
    WANTED,
    /** The process is stopped here and ready to run elsewhere. */
    DEPARTED,
    TAKEN_BACK
  }

  private State state = State.WANTED;

  /** @throws MoveFailure if home has taken it back */
  synchronized void requireWanted() throws MoveFailure {
    if (state == State.TAKEN_BACK) {
      throw takenBack();
    }
  }

  static MoveFailure takenBack() {
    return MoveFailure.failed("home gave the move up", null);
  }

  /** The process has stopped here: false if home does not want that any more. */
  synchronized boolean departed() {
    if (state == State.WANTED) {
      state = State.DEPARTED;
    }
    return state == State.DEPARTED;
  }

  /** Home does not want it any more: true if the process has stopped for it, and is to run on. Once. */
  synchronized boolean takeBack() {
    boolean stopped = state == State.DEPARTED;
    state = State.TAKEN_BACK;
    return stopped;
  }
}
