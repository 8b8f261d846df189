package org.mosix.daemon;

/** The life of a guest JVM as its daemon sees it. */
enum GuestState {
  /** Started, has not registered yet. */
  STARTING,
  /** Waits for a process. */
  WARM,
  /** Promised to a process, which may be in it by now. */
  TAKEN,
  /** Its process has moved on and may come back; it takes no other. */
  KEPT,
  /** Serves the files of this node instead of waiting for a process. */
  SERVING,
  /** Told to end, or gone. */
  ENDED;

  /** True if a guest may go from this state to {@code next}. */
  boolean allows(GuestState next) {
    return switch (this) {
      case STARTING -> next == WARM || next == TAKEN || next == SERVING || next == ENDED;
      case WARM -> next == TAKEN || next == SERVING || next == ENDED;
      case TAKEN -> next == KEPT || next == ENDED;
      case KEPT -> next == TAKEN || next == ENDED;
      case SERVING -> next == ENDED;
      case ENDED -> false;
    };
  }
}
