package org.mosix.daemon;

import java.util.List;
import java.util.Optional;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeMap;

/** The map as it is now, and whether this node takes part. */
final class Membership {

  private final int self;
  private volatile NodeMap map;
  private volatile boolean joined = true;

  Membership(NodeMap map, int self) {
    this.map = map;
    this.self = self;
  }

  int self() {
    return self;
  }

  NodeMap map() {
    return map;
  }

  Optional<NodeAddress> find(int node) {
    return map.find(node);
  }

  /** @throws IllegalArgumentException if this node is not in {@code next} at the address where it serves */
  void replace(NodeMap next) {
    List<NodeAddress> here = map.addresses(self);
    if (!next.addresses(self).equals(here)) {
      throw new IllegalArgumentException("node " + self + " serves at " + text(here) + " (expected: a map that says so; it says "
          + (next.find(self).isPresent() ? text(next.addresses(self)) : "nothing") + ")");
    }
    map = next;
  }

  private static String text(List<NodeAddress> addresses) {
    return String.join(" and ", addresses.stream().map(NodeAddress::toString).toList());
  }

  boolean isJoined() {
    return joined;
  }

  void setJoined(boolean takesPart) {
    joined = takesPart;
  }
}
