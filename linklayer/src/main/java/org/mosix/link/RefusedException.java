package org.mosix.link;

/** A node will not take the process; the message is its reason. Nothing has been touched. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  public RefusedException(String reason) {
    super(reason);
  }
}
