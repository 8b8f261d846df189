package org.mosix.link.message;

import java.io.IOException;

/** Bytes that are not a message: damaged, too long, or of another version. */
public final class BadMessageException extends IOException {

  private static final long serialVersionUID = 1L;

  public BadMessageException(String message) {
    super(message);
  }

  BadMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
