package org.mosix.link.message;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;
import java.util.Map;

/**
 * A managed JVM to its daemon: after {@link StatusRequest}, and unasked when node or state changed.
 *
 * @param pid the process, that is, of its home JVM
 * @param node where it runs; 0 if at home
 * @param migrations moves that were done since its start
 * @param threads threads of the program
 * @param state one word: {@code running}, {@code moving}, {@code starting}, ...
 * @param cannotMove why it cannot move now, one sentence each with the JDK class and method of the frame; empty if it can
 * @param migrating a move is under way
 * @param calls system calls that home has carried out for it while it was away, since its start
 * @param callBytes bytes of their requests and answers
 * @param nodeBytes bytes moved from and to the files of nodes, by number of the node, but for what home has carried out
 */
public record Status(long pid, int node, int migrations, int threads, String state, List<String> cannotMove, boolean migrating, long calls,
    long callBytes, Map<Integer, Long> nodeBytes) implements Message {

  /** The state of a guest in which there is no process, not even the first part of one. */
  public static final String WAITING = "waiting";

  /** What a guest tells once, when its process has moved on. */
  public static final String LEFT = "left";

  @Override
  public void write(Output out) {
    out.writeLong(pid);
    out.writeInt(node);
    out.writeInt(migrations);
    out.writeInt(threads);
    Fields.writeText(out, state);
    Fields.writeTexts(out, cannotMove);
    out.writeBoolean(migrating);
    out.writeLong(calls);
    out.writeLong(callBytes);
    Fields.writeSums(out, nodeBytes);
  }

  static Status read(Input in) throws BadMessageException {
    return new Status(in.readLong(), in.readInt(), in.readInt(), in.readInt(), Fields.readText(in), Fields.readTexts(in), in.readBoolean(),
        in.readLong(), in.readLong(), Fields.readSums(in));
  }
}
