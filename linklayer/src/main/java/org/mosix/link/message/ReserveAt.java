package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A home JVM to the daemon of its own node: ask the target of my move for a guest. Answered by a {@link ReserveAnswer} with the same id.
 *
 * @param requestId of the {@link MoveRequest}
 */
public record ReserveAt(long requestId, Reserve reserve) implements Message {

  @Override
  public void write(Output out) {
    out.writeLong(requestId);
    reserve.write(out);
  }

  static ReserveAt read(Input in) throws BadMessageException {
    return new ReserveAt(in.readLong(), Reserve.read(in));
  }
}
