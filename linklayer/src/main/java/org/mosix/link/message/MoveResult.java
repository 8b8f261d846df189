package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * How a move ended: managed JVM to daemon, daemon to tool.
 *
 * @param requestId of the {@link MoveRequest}; 0 towards tools
 * @param text the reason if not done; empty otherwise
 * @param fromNode where it was; 0 for home
 * @param toNode where it is now if done, or was to go; 0 for home
 * @param imageBytes sent from source to target
 * @param frozenNanos from arming to the first instruction at the target
 */
public record MoveResult(long requestId, Outcome outcome, String text,
    int fromNode, int toNode, long imageBytes, long frozenNanos) implements Message {

  /** A move that was not done. */
  public static MoveResult not(long requestId, Outcome outcome, String text, int fromNode, int toNode) {
    return new MoveResult(requestId, outcome, text, fromNode, toNode, 0, 0);
  }

  /** The same for another request. */
  public MoveResult withRequest(long id) {
    return new MoveResult(id, outcome, text, fromNode, toNode, imageBytes, frozenNanos);
  }

  /** The same with another reason. */
  public MoveResult withText(String reason) {
    return new MoveResult(requestId, outcome, reason, fromNode, toNode, imageBytes, frozenNanos);
  }

  /** The same between other node numbers, for instance the home's instead of 0. */
  public MoveResult withNodes(int from, int to) {
    return new MoveResult(requestId, outcome, text, from, to, imageBytes, frozenNanos);
  }

  @Override
  public void write(Output out) {
    out.writeLong(requestId);
    out.writeByte(outcome.ordinal());
    Fields.writeText(out, text);
    out.writeInt(fromNode);
    out.writeInt(toNode);
    out.writeLong(imageBytes);
    out.writeLong(frozenNanos);
  }

  static MoveResult read(Input in) throws BadMessageException {
    return new MoveResult(in.readLong(), Fields.readEnum(in, Outcome.values()), Fields.readText(in), in.readInt(), in.readInt(),
        in.readLong(), in.readLong());
  }
}
