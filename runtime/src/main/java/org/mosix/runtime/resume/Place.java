package org.mosix.runtime.resume;

import org.mosix.boot.Frame;

/**
 * A poll of a method, where frames are continued.
 *
 * @param bci of the poll in the instrumented method
 */
public record Place(Class<?> owner, String method, String descriptor, int bci) {

  /** Where {@code frame}, one of {@link Frame#CODE}, stopped. */
  public static Place of(Frame frame) {
    return new Place(frame.owner, frame.name, frame.descriptor, frame.bci);
  }
}
