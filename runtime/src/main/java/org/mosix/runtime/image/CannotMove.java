package org.mosix.runtime.image;

/** The process holds something that cannot be moved just now; its message says what, and where it was reached from. */
public final class CannotMove extends Exception {

  private static final long serialVersionUID = 1L;

  private transient Object culprit;

  public CannotMove(String reason) {
    super(reason);
  }

  public CannotMove(String reason, Throwable cause) {
    super(reason, cause);
  }

  CannotMove reachedFrom(String place) {
    return new CannotMove(getMessage() + ", reached from " + place, getCause());
  }

  /** The same, found in {@code object}; who looks for a path to it may replace the place. */
  CannotMove in(Object object) {
    culprit = object;
    return this;
  }

  Object culprit() {
    return culprit;
  }
}
