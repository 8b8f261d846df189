package org.mosix.info;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mosix.link.NodeAddress;

/**
 * Who is here, by announcements: nodes come by the first, go by a {@link Announcement.Kind#BYE} or when they have been silent for too long. Times are
 * milliseconds of one monotonic clock. Not thread-safe.
 */
public final class Roster {

  private record Member(NodeAddress node, long heardMillis) {}

  private final NodeAddress self;
  private final Map<Integer, Member> members = new TreeMap<>();
  private long conflicts;

  public Roster(NodeAddress self) {
    this.self = self;
  }

  /**
   * Notes what a node said.
   *
   * @return whether the nodes are others now
   */
  public boolean hear(Announcement said, long nowMillis) {
    NodeAddress node = said.node();
    Member known = members.get(node.number());
    if (node.equals(self)) {
      // of a run before this one
      return false;
    }
    if (node.number() == self.number() || known != null && !known.node.equals(node) || isTaken(node)) {
      // two nodes of one number: the first has it until it is gone
      conflicts++;
      return false;
    }
    if (said.kind() == Announcement.Kind.BYE) {
      return members.remove(node.number()) != null;
    }
    members.put(node.number(), new Member(node, nowMillis));
    return known == null;
  }

  private boolean isTaken(NodeAddress node) {
    return node.toString().equals(self.toString()) || members.values().stream()
        .anyMatch(member -> member.node.number() != node.number() && member.node.toString().equals(node.toString()));
  }

  /**
   * Forgets nodes that have been silent for more than {@code patienceMillis}.
   *
   * @return whether there were any
   */
  public boolean age(long nowMillis, long patienceMillis) {
    return members.values().removeIf(member -> nowMillis - member.heardMillis > patienceMillis);
  }

  /** This node and all others that are here, by number. */
  public List<NodeAddress> nodes() {
    TreeMap<Integer, NodeAddress> all = new TreeMap<>();
    all.put(self.number(), self);
    members.values().forEach(member -> all.put(member.node.number(), member.node));
    return new ArrayList<>(all.values());
  }

  /** Announcements of a number or an address that another node has. */
  public long conflicts() {
    return conflicts;
  }
}
