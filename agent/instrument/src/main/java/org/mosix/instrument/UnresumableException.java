package org.mosix.instrument;

/** A poll whose frame cannot be continued by generated code; the thread is pinned there. */
public final class UnresumableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnresumableException(String reason) {
    super(reason);
  }
}
