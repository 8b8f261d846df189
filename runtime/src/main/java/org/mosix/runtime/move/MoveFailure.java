package org.mosix.runtime.move;

/** A move that was not done; the process runs on where it was. */
public final class MoveFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean refused;

  private MoveFailure(boolean refused, String reason, Throwable cause) {
    super(reason, cause);
    this.refused = refused;
  }

  /** Something broke. */
  public static MoveFailure failed(String reason, Throwable cause) {
    return new MoveFailure(false, reason, cause);
  }

  /** The process or the target says no, for now. */
  public static MoveFailure refused(String reason) {
    return new MoveFailure(true, reason, null);
  }

  public boolean isRefusal() {
    return refused;
  }
}
