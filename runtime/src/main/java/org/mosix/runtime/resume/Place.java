package org.mosix.runtime.resume;

import java.util.Objects;
import org.mosix.boot.Frame;

/**
 * A poll of a method, where frames are continued.
 *
 * @param bci of the poll in the instrumented method
 */
public record Place(Class<?> owner, String method, String descriptor, int bci) {

  /** Not of the class's own hash, which changes where the process arrives. */
  @Override
  public int hashCode() {
    return Objects.hash(owner.getName(), method, descriptor, bci);
  }

  /** Where {@code frame}, one of {@link Frame#CODE}, stopped. */
  public static Place of(Frame frame) {
    return new Place(frame.owner, frame.name, frame.descriptor, frame.bci);
  }
}
