package org.mosix.tools.top.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mosix.balance.MoveCosts;
import org.mosix.balance.NodeFlag;
import org.mosix.balance.NodeInfo;
import org.mosix.balance.OpportunityCost;
import org.mosix.balance.Tuning;
import org.mosix.daemon.NodeRecord;
import org.mosix.daemon.ProcessRecord;

/** What moves would cost, by the balancer's own formulas and what a snapshot knows. */
public final class Prediction {

  private final Snapshot snapshot;
  private final Tuning tuning;
  private final MoveCosts moves;

  public Prediction(Snapshot snapshot, Tuning tuning, MoveCosts moves) {
    this.snapshot = snapshot;
    this.tuning = tuning;
    this.moves = moves;
  }

  /** Where {@code process} could go: home first if it is away, then the node's own choice, then the nodes, cheapest first. */
  public List<Target> targets(ProcessRecord process) {
    List<Target> targets = new ArrayList<>();
    for (NodeRecord node : snapshot.nodes()) {
      if (node.node() != process.node()) {
        targets.add(target(process, node));
      }
    }
    targets.sort((a, b) -> a.kind() != b.kind() ? a.kind().compareTo(b.kind()) : Double.compare(order(a), order(b)));
    boolean homeFirst = !targets.isEmpty() && targets.get(0).kind() == Target.Kind.HOME;
    targets.add(homeFirst ? 1 : 0, new Target(Target.Kind.BALANCE, 0, null, null, null, null, ""));
    return targets;
  }

  private static double order(Target target) {
    double cost = target.cost() == null ? 1e9 : target.cost();
    return target.obstacle().isEmpty() ? cost : cost + 1e12;
  }

  private Target target(ProcessRecord process, NodeRecord node) {
    Target.Kind kind = node.node() == process.home() ? Target.Kind.HOME : Target.Kind.NODE;
    Double seconds = process.memory() == null ? null : Double.valueOf(moves.seconds(node.node(), process.memory()));
    return new Target(kind, node.node(), node.load(), node.memoryFree(), seconds, cost(process, node), obstacle(process, node, kind));
  }

  private Double cost(ProcessRecord process, NodeRecord there) {
    NodeRecord here = snapshot.node(process.node()).orElse(null);
    Double threads = threads(process);
    if (here == null || threads == null || process.memory() == null || !isKnown(here) || !isKnown(there)) {
      return null;
    }
    OpportunityCost cost = new OpportunityCost(tuning, snapshot.nodes().size());
    return cost.toHave(info(there), threads, process.memory(), 0, 0, 0).total() - cost.toKeep(info(here), threads, process.memory(), 0).total();
  }

  private static Double threads(ProcessRecord process) {
    return process.load() != null ? process.load() : process.cpuPercent() == null ? null : Double.valueOf(process.cpuPercent() / 100);
  }

  private static String obstacle(ProcessRecord process, NodeRecord node, Target.Kind kind) {
    if (!Snapshot.isUp(node)) {
      return node.status();
    }
    boolean guest = kind != Target.Kind.HOME;
    if (guest && node.flags().contains("block")) {
      return "block";
    } else if (guest && node.flags().contains("swapping")) {
      return "swapping";
    }
    boolean full = process.memory() != null && node.memoryFree() != null && process.memory() > node.memoryFree();
    return full ? "too little memory" : "";
  }

  private static boolean isKnown(NodeRecord node) {
    return node.cpus() != null && node.speed() != null && node.load() != null && node.memoryTotal() != null && node.memoryFree() != null;
  }

  private NodeInfo info(NodeRecord node) {
    int speed = (int) Math.max(1, Math.round(node.speed()));
    long total = Math.max(1, node.memoryTotal());
    return new NodeInfo(node.node(), Math.max(1, node.cpus()), speed, node.load(), 0, total, Math.max(0, Math.min(total, node.memoryFree())), 0, 0,
        node.guests() == null ? 0 : node.guests(), flags(node));
  }

  private static Set<NodeFlag> flags(NodeRecord node) {
    Set<NodeFlag> flags = EnumSet.noneOf(NodeFlag.class);
    for (NodeFlag flag : NodeFlag.values()) {
      if (node.flags().contains(flag.name().toLowerCase(Locale.ROOT))) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
