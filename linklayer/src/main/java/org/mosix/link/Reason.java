package org.mosix.link;

/** What to tell people of a failure. */
public final class Reason {

  private Reason() {}

  /** The message of {@code failure}; of one that has none, its kind. */
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getName() : message;
  }
}
