package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A daemon to a managed JVM: move. Answered by a {@link MoveResult} with the same id.
 *
 * @param targetNode 0 for home
 * @param timeoutMillis for all of it; the process goes on where it was when they are over
 * @param sparing memory is short where the process runs: it is rather frozen for longer than that it takes more
 */
public record MoveRequest(long requestId, int targetNode, long timeoutMillis, boolean sparing) implements Message {

  @Override
  public void write(Output out) {
    out.writeLong(requestId);
    out.writeInt(targetNode);
    out.writeLong(timeoutMillis);
    out.writeBoolean(sparing);
  }

  static MoveRequest read(Input in) {
    return new MoveRequest(in.readLong(), in.readInt(), in.readLong(), in.readBoolean());
  }
}
