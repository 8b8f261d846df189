package org.mosix.daemon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.mosix.link.ClusterKey;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeChannel;

/**
 * At which of its addresses a node is reached. Links try them in turn, beginning with the one that answered last; a datagram, which nobody answers,
 * goes to the one from which the node was heard or at which it answered lately, and else to each in turn. Thread-safe.
 */
final class Reach {

  private static final Duration LEAST = Duration.ofSeconds(1);

  private record Known(NodeAddress at, long millis) {}

  private final Membership membership;
  private final LongSupplier clock;
  private final Map<Integer, Known> known = new HashMap<>();
  private final Map<Integer, Integer> turns = new HashMap<>();

  /** @param clock milliseconds with any origin */
  Reach(Membership membership, LongSupplier clock) {
    this.membership = membership;
    this.clock = clock;
  }

  /** Those of a node, the one to try first at the front; none if it is not in the map. */
  synchronized List<NodeAddress> addresses(int node) {
    List<NodeAddress> all = new ArrayList<>(membership.map().addresses(node));
    Known last = known.get(node);
    if (last != null && all.remove(last.at)) {
      all.add(0, last.at);
    }
    return all;
  }

  /** The node has answered there. */
  synchronized void answered(NodeAddress at) {
    known.put(at.number(), new Known(at, clock.getAsLong()));
  }

  /** A datagram of the node came from there; of another address than its own it says nothing. */
  void heard(int node, InetSocketAddress from) {
    InetAddress source = from.getAddress();
    membership.map().addresses(node).stream().filter(address -> address.port() == from.getPort() && source.equals(address.socketAddress().getAddress()))
        .findFirst().ifPresent(this::answered);
  }

  /**
   * Where to send a datagram.
   *
   * @param freshMillis how old news of an address may be
   */
  synchronized Optional<NodeAddress> next(int node, long freshMillis) {
    List<NodeAddress> all = membership.map().addresses(node);
    Known last = known.get(node);
    if (all.size() < 2 || last != null && all.contains(last.at) && clock.getAsLong() - last.millis <= freshMillis) {
      return addresses(node).stream().findFirst();
    }
    return Optional.of(all.get(turns.merge(node, 1, Integer::sum) % all.size()));
  }

  /**
   * A link to the node's daemon, at the first address that answers.
   *
   * @throws IOException if none does, or the node is not in the map
   */
  NodeChannel connect(ClusterKey key, int node, Duration timeout) throws IOException {
    List<NodeAddress> all = addresses(node);
    Duration each = all.size() < 2 ? timeout : timeout.dividedBy(all.size()).compareTo(LEAST) < 0 ? LEAST : timeout.dividedBy(all.size());
    IOException failure = null;
    for (NodeAddress address : all) {
      try {
        NodeChannel channel = NodeChannel.connect(key, address, each);
        answered(address);
        return channel;
      } catch (IOException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw failure != null ? failure : new IOException("node " + node + " is not in the map");
  }
}
