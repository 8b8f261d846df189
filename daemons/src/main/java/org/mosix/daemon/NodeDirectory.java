package org.mosix.daemon;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mosix.balance.NodeInfo;

/**
 * The last that was heard of each node of the map, however old: for people. Decisions use the {@link org.mosix.balance.InfoWindow}, which
 * is small and new.
 */
final class NodeDirectory {

  /** @param madeMillis when the node told it, by this node's clock */
  record Heard(NodeInfo info, long madeMillis) {}

  private final Map<Integer, Heard> nodes = new TreeMap<>();

  synchronized void hear(NodeInfo info, long madeMillis) {
    Heard before = nodes.get(info.node());
    if (before == null || before.madeMillis < madeMillis) {
      nodes.put(info.node(), new Heard(info, madeMillis));
    }
  }

  synchronized Optional<Heard> find(int node) {
    return Optional.ofNullable(nodes.get(node));
  }

  /** Forgets nodes that are not in the map any more. */
  synchronized void retain(Membership membership) {
    nodes.keySet().removeIf(node -> membership.find(node).isEmpty());
  }
}
