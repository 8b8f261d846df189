package org.mosix.link.message;

/** How a request ended. The ordinal is the exit code of the tool that asked, but for {@link #GONE}. */
public enum Outcome {
  /** Carried out. */
  DONE,
  /** Went wrong on the way; the process runs on where it was. */
  FAILED,
  /** The request makes no sense as it was typed. */
  USAGE,
  /** There is no such process or node. */
  UNKNOWN,
  /** Possible in principle, but not here or not now; the text says why. */
  REFUSED,
  /** Not finished in the given time. */
  TIMEOUT,
  /** The process has ended, or is lost with its guest: it runs nowhere. For a tool that has failed. */
  GONE;

  public int exitCode() {
    return this == GONE ? FAILED.ordinal() : ordinal();
  }
}
