package org.mosix.balance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mosix.balance.Decision.Cause;
import org.mosix.balance.InfoWindow.Entry;
import org.mosix.balance.ProcessFacts.Hold;

/**
 * Which process should leave this node for which other one, for the sake of load. Called when information arrives; the caller moves at most
 * one process at a time, asks the targets in order, and goes on to the next when one refuses. A pure function of its arguments.
 */
public final class Balancer {

  private static final Comparator<Bid> BEST_FIRST = Comparator.comparing(Bid::stands).reversed().thenComparing(Bid::total);

  private final int self;
  private final int nodes;
  private final Tuning tuning;
  private final MoveCosts moves;

  /** @param nodes in the map */
  public Balancer(int self, int nodes, Tuning tuning, MoveCosts moves) {
    this.self = self;
    this.nodes = nodes;
    this.tuning = tuning;
    this.moves = moves;
  }

  /**
   * One decision per process, those that move first, the one to move before all others.
   *
   * @param here this node, with {@link LoadMeter#own()} as its load
   * @param known from {@link InfoWindow#entries}
   */
  public List<Decision> consider(long nowMillis, NodeInfo here, List<ProcessFacts> processes, List<Entry> known, Policy policy) {
    List<ProcessFacts> order = new ArrayList<>(processes);
    order.sort(Comparator.comparingInt(ProcessFacts::priority).reversed());
    List<Decision> decisions = new ArrayList<>();
    for (ProcessFacts process : order) {
      Optional<String> stays = staysBecause(process, policy);
      decisions.add(stays.isPresent() ? stay(nowMillis, process, stays.get())
          : decide(nowMillis, here, process, isDrawn(process) ? nodesOfData(process, known) : known, Cause.BALANCE));
    }
    // stable: among processes that gain, priority first, then the gain
    decisions.sort(Comparator.comparing(Decision::moves).reversed());
    List<Decision> moving = new ArrayList<>(decisions.stream().filter(Decision::moves).toList());
    moving.sort(Comparator.comparingInt((Decision decision) -> -priority(processes, decision)).thenComparing(decision -> -saving(decision)));
    moving.addAll(decisions.stream().filter(decision -> !decision.moves()).toList());
    return moving;
  }

  /** Where {@code migrate PID balance} sends a process: the best place, whatever its age and however small the gain. */
  public Decision request(long nowMillis, NodeInfo here, ProcessFacts process, List<Entry> known) {
    Optional<String> held = heldFast(process);
    return held.isPresent() ? stay(nowMillis, process, held.get()) : decide(nowMillis, here, process, known, Cause.REQUEST);
  }

  private static int priority(List<ProcessFacts> processes, Decision decision) {
    return processes.stream().filter(process -> process.pid() == decision.pid() && process.home() == decision.home()).findFirst().orElseThrow()
        .priority();
  }

  private static double saving(Decision decision) {
    return decision.here().total() - decision.bids().get(0).total();
  }

  private Optional<String> staysBecause(ProcessFacts process, Policy policy) {
    if (policy.stay() || !policy.gives()) {
      return Optional.of("stay is set on node " + self + ", or its pool gives no processes");
    }
    if (policy.lstay() && !process.isGuest(self)) {
      return Optional.of("lstay is set on its home node " + self);
    }
    if (process.cannotMove().isPresent()) {
      Hold hold = process.cannotMove().get();
      return Optional.of(hold.kind().name().toLowerCase(Locale.ROOT) + ": " + hold.text());
    }
    if (!isCpuBound(process) && !isDrawn(process)) {
      return Optional.of("used " + rounded(process.cpuShare()) + " processors lately (expected: " + tuning.get(Tunable.CPU_BOUND) + " or more)");
    }
    double least = tuning.get(Tunable.RESIDENCY) * moves.seconds(0, process.memory());
    double lived = process.cpuSecondsHere() * (1 + io(process, self));
    return lived < least ? Optional.of("used or waited for others " + rounded(lived) + " s since it came (expected: " + rounded(least)
        + ", what a move takes)") : Optional.empty();
  }

  private boolean isCpuBound(ProcessFacts process) {
    return process.cpuShare() >= tuning.get(Tunable.CPU_BOUND);
  }

  /** A process that computes little because it waits for other nodes most of the time: no place is better for it than where its files are. */
  private boolean isDrawn(ProcessFacts process) {
    return !isCpuBound(process) && io(process, self) >= 1;
  }

  private List<Entry> nodesOfData(ProcessFacts process, List<Entry> known) {
    return known.stream().filter(entry -> io(process, entry.info().node()) < io(process, self)).toList();
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  static Optional<String> heldFast(ProcessFacts process) {
    return process.cannotMove().filter(hold -> hold.kind() != Hold.Kind.LOCKED)
        .map(hold -> hold.kind().name().toLowerCase(Locale.ROOT) + ": " + hold.text());
  }

  private Decision stay(long nowMillis, ProcessFacts process, String reason) {
    return new Decision(nowMillis, process.pid(), process.home(), self, Cause.BALANCE, List.of(), Bid.refused(self, 0, reason), List.of(), reason);
  }

  private Decision decide(long nowMillis, NodeInfo here, ProcessFacts process, List<Entry> known, Cause cause) {
    OpportunityCost cost = new OpportunityCost(tuning, nodes);
    Bid keep = cost.toKeep(here, threads(process), cost.weight(process.cpuSeconds()), process.memory(), weighted(cost, process, self));
    double enough = cause == Cause.REQUEST ? keep.total() : keep.total() / (1 + tuning.get(Tunable.MIN_GAIN));
    List<Bid> bids = bids(nowMillis, process, known);
    if (cause == Cause.BALANCE) {
      bids.replaceAll(bid -> isSlowedDown(cost, here, process, bid, known) ? Bid.refused(bid.node(), bid.ageMillis(), "it would wait there for its files "
          + rounded(io(process, bid.node())) + " s per CPU second, and run slower than here") : bid);
      bids.sort(BEST_FIRST);
    }
    List<Integer> targets = bids.stream().filter(bid -> bid.stands() && bid.total() < enough).map(Bid::node).toList();
    String reason = targets.isEmpty() ? "no node is better by " + rounded(tuning.get(Tunable.MIN_GAIN) * 100) + " %" : "node " + targets.get(0) + " is better";
    return new Decision(nowMillis, process.pid(), process.home(), self, cause, targets, keep, bids, reason);
  }

  /** Nobody is sent away from his files for the good of others, unless memory has run out. */
  private boolean isSlowedDown(OpportunityCost cost, NodeInfo here, ProcessFacts process, Bid bid, List<Entry> known) {
    double more = io(process, bid.node()) - io(process, self);
    if (!bid.stands() || more <= 0) {
      return false;
    }
    double standard = tuning.get(Tunable.STANDARD_SPEED);
    NodeInfo there = known.stream().filter(entry -> entry.info().node() == bid.node()).findFirst().orElseThrow().expected(standard);
    double now = cost.each(here, Math.max(threads(process), here.runnable(standard)));
    return here.memoryFree() > 0
        && cost.each(there, there.runnable(standard) + threads(process)) + more > now * (1 + tuning.get(Tunable.MIN_GAIN));
  }

  /** Best first, those that cannot have it last. */
  List<Bid> bids(long nowMillis, ProcessFacts process, List<Entry> known) {
    OpportunityCost cost = new OpportunityCost(tuning, nodes);
    List<Bid> bids = new ArrayList<>();
    for (Entry entry : known) {
      bids.add(bid(cost, nowMillis, process, entry));
    }
    bids.sort(BEST_FIRST);
    return bids;
  }

  private Bid bid(OpportunityCost cost, long nowMillis, ProcessFacts process, Entry entry) {
    NodeInfo there = entry.expected(tuning.get(Tunable.STANDARD_SPEED));
    long age = entry.ageMillis(nowMillis);
    if (!there.accepts() && there.node() != process.home()) {
      return Bid.refused(there.node(), age, "accepts no guests: " + there.flags());
    }
    if (there.node() != process.home() && !process.mask().permits(there.node())) {
      return Bid.refused(there.node(), age, "not in the process's node mask: " + process.mask());
    }
    double expected = Math.max(process.cpuSeconds(), moves.seconds(there.node(), process.memory()));
    double move = moves.seconds(there.node(), process.memory()) / Math.max(expected, 1e-3);
    return cost.toHave(there, threads(process), cost.weight(process.cpuSeconds()), process.memory(), weighted(cost, process, there.node()), move, age);
  }

  private static double threads(ProcessFacts process) {
    return Math.max(1, process.threads());
  }

  /** A second of waiting delays the process alone, and is worth to it what a second of computing is. */
  private double weighted(OpportunityCost cost, ProcessFacts process, int node) {
    return cost.weight(process.cpuSeconds()) * io(process, node);
  }

  /** Seconds per CPU second that the process would wait for other nodes if it ran on {@code node}. */
  private double io(ProcessFacts process, int node) {
    double elsewhere = 0;
    for (Map.Entry<Integer, Double> entry : process.ioSeconds().entrySet()) {
      elsewhere += entry.getKey() == node ? 0 : entry.getValue();
    }
    return tuning.get(Tunable.IO_WEIGHT) * elsewhere;
  }
}
