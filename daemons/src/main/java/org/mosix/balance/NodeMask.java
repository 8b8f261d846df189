package org.mosix.balance;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The nodes that a process may go to ({@code migfilter}, {@code mignodes}). Its home is always allowed.
 *
 * @param allow if true only {@code nodes} are allowed, else all but {@code nodes}
 */
public record NodeMask(boolean allow, Set<Integer> nodes) {

  /** Everywhere. */
  public static final NodeMask ALL = new NodeMask(false, Set.of());

  public NodeMask {
    nodes = Set.copyOf(nodes);
  }

  public static NodeMask only(Collection<Integer> nodes) {
    return new NodeMask(true, Set.copyOf(nodes));
  }

  public static NodeMask allBut(Collection<Integer> nodes) {
    return new NodeMask(false, Set.copyOf(nodes));
  }

  public boolean permits(int node) {
    return allow == nodes.contains(node);
  }

  /** {@code all}, {@code only 1 2} or {@code not 1 2}. */
  @Override
  public String toString() {
    String list = new TreeSet<>(nodes).toString().replaceAll("[\\[\\],]", "");
    return nodes.isEmpty() && !allow ? "all" : ((allow ? "only " : "not ") + list).strip();
  }
}
