package org.mosix.link;

import java.io.IOException;

/** A node map that cannot be used. The message names file, line, the fact and what was expected, and is meant for the user as it is. */
public final class NodeMapException extends IOException {

  private static final long serialVersionUID = 1L;

  NodeMapException(String message) {
    super(message);
  }
}
