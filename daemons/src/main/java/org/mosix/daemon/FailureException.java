package org.mosix.daemon;

import org.mosix.link.message.Failure;
import org.mosix.link.message.Outcome;

/** The daemon answered that the request was not carried out; the message is its reason. */
public final class FailureException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Outcome outcome;

  public FailureException(Failure failure) {
    super(failure.text());
    this.outcome = failure.outcome();
  }

  public Outcome outcome() {
    return outcome;
  }
}
