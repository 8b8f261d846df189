package org.mosix.link;

import java.io.IOException;

/** The other end answered a call with {@link Link#fail}; the message is its reason. The link is intact. */
public final class CallFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  CallFailedException(String reason) {
    super(reason);
  }
}
