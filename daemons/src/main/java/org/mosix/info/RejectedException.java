package org.mosix.info;

/** A datagram that is dropped. Thrown often by whoever floods this node, and so without a stack trace. */
final class RejectedException extends Exception {

  private static final long serialVersionUID = 1;

  private final Rejection rejection;

  RejectedException(Rejection rejection, String message) {
    super(message, null, false, false);
    this.rejection = rejection;
  }

  Rejection rejection() {
    return rejection;
  }
}
