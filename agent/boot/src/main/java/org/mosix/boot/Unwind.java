package org.mosix.boot;

/**
 * Thrown by a poll once its frame is recorded: the frame's own handler catches it and returns a dummy value, so that the caller's
 * poll after the call records the next frame. Preallocated, without a stack trace.
 */
public final class Unwind extends Error {

  private static final long serialVersionUID = 1L;

  public static final Unwind INSTANCE = new Unwind();

  private Unwind() {
    super(null, null, false, false);
  }
}
