package org.mosix.tools.top.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mosix.daemon.NodeRecord;
import org.mosix.daemon.ProcessRecord;

/**
 * The cluster at one moment, as the node that was asked sees it. Never changes.
 *
 * @param at when it was taken, by the clock of the node that was asked
 * @param nodes by number
 * @param processes in no order
 * @param trouble why newer information could not be had; empty if this is it
 */
public record Snapshot(Instant at, List<NodeRecord> nodes, List<ProcessRecord> processes, String trouble) {

  public Snapshot {
    nodes = List.copyOf(nodes);
    processes = List.copyOf(processes);
  }

  /** The same, but what follows it could not be had. */
  public Snapshot withTrouble(String why) {
    return new Snapshot(at, nodes, processes, why);
  }

  public Optional<NodeRecord> node(int number) {
    return nodes.stream().filter(node -> node.node() == number).findFirst();
  }

  /** The number of the node that was asked; 0 if it does not say. */
  public int self() {
    return nodes.stream().filter(NodeRecord::self).mapToInt(NodeRecord::node).findFirst().orElse(0);
  }

  public List<NodeRecord> up() {
    return nodes.stream().filter(Snapshot::isUp).toList();
  }

  public long away() {
    return processes.stream().filter(process -> process.home() != process.node()).count();
  }

  /** The mean over the nodes that are up and tell their load, in busy threads per standard processor. */
  public double meanLoad() {
    return up().stream().filter(node -> node.load() != null).mapToDouble(NodeRecord::load).average().orElse(0);
  }

  public static boolean isUp(NodeRecord node) {
    return node.status().equals("up");
  }
}
