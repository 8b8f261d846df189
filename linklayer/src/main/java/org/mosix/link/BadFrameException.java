package org.mosix.link;

import java.io.IOException;

/** The other end sent what is not a frame of a link, or not one that may come now. The link is closed. */
public final class BadFrameException extends IOException {

  private static final long serialVersionUID = 1L;

  BadFrameException(String message) {
    super(message);
  }
}
