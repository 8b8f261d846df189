package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A daemon to a managed JVM: move. Answered by a {@link MoveResult} with the same id.
 *
 * @param targetNode 0 for home
 * @param targetHost of the target node's daemon; empty for home
 * @param targetPort likewise; 0 for home
 * @param timeoutMillis for all of it; the process goes on where it was when they are over
 */
public record MoveRequest(long requestId, int targetNode, String targetHost, int targetPort, long timeoutMillis) implements Message {

  @Override
  public void write(Output out) {
    out.writeLong(requestId);
    out.writeInt(targetNode);
    Fields.writeText(out, targetHost);
    out.writeInt(targetPort);
    out.writeLong(timeoutMillis);
  }

  static MoveRequest read(Input in) throws BadMessageException {
    return new MoveRequest(in.readLong(), in.readInt(), Fields.readText(in), in.readInt(), in.readLong());
  }
}
