package org.mosix.daemon;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mosix.link.ClusterKey;
import org.mosix.link.NodeChannel;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Records;

/** Asks the daemons of other nodes; keeps the links to those it has asked. */
final class Neighbours implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Reach reach;
  private final ClusterKey key;
  private final Map<Integer, NodeChannel> channels = new HashMap<>();
  private boolean closed;

  Neighbours(Reach reach, ClusterKey key) {
    this.reach = reach;
    this.key = key;
  }

  /** The answer to {@code verb}; a {@link FailureException} has what the other daemon said against it. */
  JsonElement ask(int node, Verb verb, Duration patience, String... arguments) throws IOException, FailureException {
    Message answer = ask(node, new Administer(verb.wireName(), List.of(arguments)), patience);
    if (answer instanceof Failure failure) {
      // who reads it may take a bare "here" for this node
      throw new FailureException(new Failure(failure.outcome(), "node " + node + ": " + failure.text()));
    }
    if (answer instanceof Records records) {
      return JsonParser.parseString(records.json());
    }
    throw new IOException("node " + node + " answered " + answer.getClass().getSimpleName() + " (expected: Records)");
  }

  /** The answer of {@code node} to what may be asked twice: it is, over a new link, if one kept from before turns out to be dead. */
  private Message ask(int node, Message request, Duration patience) throws IOException, FailureException {
    NodeChannel kept = kept(node);
    if (kept != null) {
      try {
        return kept.ask(request, patience);
      } catch (IOException e) {
        drop(node, kept);
      }
    }
    NodeChannel fresh = connect(node);
    keep(node, fresh);
    try {
      return fresh.ask(request, patience);
    } catch (IOException e) {
      drop(node, fresh);
      throw e;
    }
  }

  /** The answer of {@code node} to what must not be asked twice. */
  Message askOnce(int node, Message request, Duration patience) throws IOException, FailureException {
    try (NodeChannel channel = connect(node)) {
      return channel.ask(request, patience);
    }
  }

  private NodeChannel connect(int node) throws IOException, FailureException {
    if (reach.addresses(node).isEmpty()) {
      throw new FailureException(new Failure(Outcome.UNKNOWN, "node " + node + " is not in the map"));
    }
    return reach.connect(key, node, CONNECT);
  }

  private synchronized NodeChannel kept(int node) {
    return channels.get(node);
  }

  private synchronized void keep(int node, NodeChannel channel) throws IOException {
    if (closed) {
      channel.close();
      throw new IOException("the daemon stops");
    }
    NodeChannel before = channels.put(node, channel);
    if (before != null) {
      before.close();
    }
  }

  private synchronized void drop(int node, NodeChannel channel) {
    channels.remove(node, channel);
    channel.close();
  }

  @Override
  public synchronized void close() {
    closed = true;
    channels.values().forEach(NodeChannel::close);
    channels.clear();
  }
}
