package org.mosix.torture;

import java.io.IOException;
import java.util.List;
import org.mosix.link.ControlChannel;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Failure;
import org.mosix.link.message.ListProcesses;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.NodeReport;
import org.mosix.link.message.NodeStatus;
import org.mosix.link.message.ProcessInfo;
import org.mosix.link.message.ProcessList;
import org.mosix.link.message.Records;

/** Questions to the daemon of one node, over one connection. */
final class Conversation implements AutoCloseable {

  private final ControlChannel channel;
  private final int node;

  Conversation(Cluster cluster, int node) throws IOException {
    channel = cluster.connect(node);
    this.node = node;
  }

  /** Whether a process has registered. */
  boolean knows(long pid) throws IOException {
    return ask(new ListProcesses(), ProcessList.class).processes().stream().mapToLong(ProcessInfo::pid).anyMatch(p -> p == pid);
  }

  /** Where a process is now; {@code otherwise} if this node has none of this number. */
  int nodeOf(long pid, int otherwise) throws IOException {
    return ask(new ListProcesses(), ProcessList.class).processes().stream().filter(p -> p.pid() == pid).mapToInt(ProcessInfo::node).findFirst().orElse(otherwise);
  }

  NodeReport report() throws IOException {
    return ask(new NodeStatus(), NodeReport.class);
  }

  /**
   * Moves a process whose home is this node.
   *
   * @param target a node; this one means home
   */
  MoveResult move(long pid, int target, long timeoutMillis) throws IOException {
    Message answer = ask(new Migrate(pid, target == node ? Migrate.HOME : target, timeoutMillis), Message.class);
    if (answer instanceof Failure failure) {
      return MoveResult.not(0, failure.outcome(), failure.text(), node, target);
    }
    return expect(answer, MoveResult.class);
  }

  /** The system calls that home has carried out for a process, as JSON. */
  String calls(long pid) throws IOException {
    return ask(new Administer("calls", List.of(String.valueOf(pid))), Records.class).json();
  }

  private <T extends Message> T ask(Message question, Class<T> answer) throws IOException {
    channel.send(question);
    return expect(channel.receive(), answer);
  }

  private static <T extends Message> T expect(Message message, Class<T> type) throws IOException {
    if (!type.isInstance(message)) {
      throw new IOException("the daemon answered " + message + " (expected: " + type.getSimpleName() + ")");
    }
    return type.cast(message);
  }

  @Override
  public void close() {
    channel.close();
  }
}
