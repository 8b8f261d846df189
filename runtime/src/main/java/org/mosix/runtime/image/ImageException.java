package org.mosix.runtime.image;

import java.io.IOException;

/** The image is damaged, or made for another JVM: says what was found, where, and what was expected. */
public final class ImageException extends IOException {

  private static final long serialVersionUID = 1L;

  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
