package org.mosix.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.mosix.balance.ArrivalGate;
import org.mosix.balance.Balancer;
import org.mosix.balance.Decision;
import org.mosix.balance.InfoMessage;
import org.mosix.balance.InfoWindow;
import org.mosix.balance.LoadMeter;
import org.mosix.balance.MemoryUsher;
import org.mosix.balance.MoveCosts;
import org.mosix.balance.NodeFlag;
import org.mosix.balance.NodeInfo;
import org.mosix.balance.NodeMask;
import org.mosix.balance.Partners;
import org.mosix.balance.Policy;
import org.mosix.balance.ProcessFacts;
import org.mosix.balance.ProcessFacts.Hold;
import org.mosix.balance.SwapGathering;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;

/**
 * What the node daemons do, with their own classes: jobs start at home; every second each node samples its load, tells two others, and lets
 * at most one process leave. It knows of others only what messages told it, and may be refused.
 */
final class Daemons implements Strategy {

  /** So much that no job of the experiment fills it. */
  private static final long SWAP = 1L << 50;
  private static final Set<NodeFlag> NONE = Set.copyOf(Policy.OPEN.flags(0, false, false));
  private static final Set<NodeFlag> SWAPS = Set.copyOf(Policy.OPEN.flags(0, true, false));

  private final Tuning tuning;
  private final Random random;
  private final List<Node> nodes = new ArrayList<>();
  private int[] map;

  Daemons(Tuning tuning, long seed) {
    this.tuning = tuning;
    random = new Random(seed);
  }

  private static final class Node {
    private final int number;
    private final Machine machine;
    private final LoadMeter meter = new LoadMeter();
    private final ArrivalGate gate = new ArrivalGate();
    private final InfoWindow window;
    private Job leaving;

    Node(Machine machine, Tuning tuning) {
      this.machine = machine;
      number = machine.index + 1;
      window = new InfoWindow(number, tuning);
    }
  }

  @Override
  public int place(Job job, ClusterRun run) {
    return job.home;
  }

  @Override
  public void everySecond(ClusterRun run) {
    if (nodes.isEmpty()) {
      map = new int[run.machines.length];
      for (Machine machine : run.machines) {
        map[machine.index] = machine.index + 1;
        nodes.add(new Node(machine, tuning));
      }
    }
    long now = Math.round(run.now() * 1000);
    for (Node node : nodes) {
      node.machine.advance(run.now());
      node.meter.sample(node.machine.running());
      node.meter.interval(tuning, 1, speed(node), newcomers(node, run.now()));
    }
    for (Node node : nodes) {
      InfoMessage message = InfoMessage.of(info(node, node.meter.told()), node.window.entries(now), now, tuning);
      for (int partner : Partners.choose(node.number, map, node.window.entries(now), random)) {
        message.records().forEach(told -> nodes.get(partner - 1).window.hear(told.info(), now - told.ageMillis(), now));
      }
    }
    for (Node node : nodes) {
      decide(node, run, now);
    }
  }

  private static int speed(Node node) {
    return (int) Math.round(node.machine.speed * Tunable.STANDARD_SPEED.standard());
  }

  /** Guests on their way here: the samples do not show them. */
  private static double newcomers(Node node, double now) {
    return node.machine.jobs.stream().filter(job -> job.target == node.machine.index).count();
  }

  private NodeInfo info(Node node, double load) {
    long free = node.machine.bytes - node.machine.used();
    MemoryUsher usher = new MemoryUsher(node.number, tuning);
    NodeInfo info = info(node, load, free, false);
    return usher.isShort(info, node.machine.swaps()) ? info(node, load, free, true) : info;
  }

  private NodeInfo info(Node node, double load, long free, boolean swapping) {
    double settled = node.machine.jobs.stream().filter(job -> job.machine == node.machine.index && job.done > tuning.get(Tunable.SETTLED)).count();
    return new NodeInfo(node.number, 1, speed(node), load, Math.min(load, settled / node.machine.speed), node.machine.bytes, Math.max(0, free), SWAP, SWAP + Math.min(0, free), 0,
        swapping ? SWAPS : NONE);
  }

  private void decide(Node node, ClusterRun run, long now) {
    if (node.leaving != null && node.leaving.moving()) {
      return;
    }
    node.leaving = null;
    List<Job> jobs = node.machine.jobs.stream().filter(job -> job.machine == node.machine.index).toList();
    if (jobs.isEmpty()) {
      return;
    }
    MoveCosts costs = (to, bytes) -> run.experiment.moveSeconds(bytes);
    List<ProcessFacts> facts = jobs.stream().map(job -> facts(job, run, node.machine)).toList();
    NodeInfo here = info(node, node.meter.own());
    List<Decision> decisions = new ArrayList<>(new MemoryUsher(node.number, tuning).usher(now, here, node.machine.swaps(), facts,
        node.window.entries(now), Policy.OPEN));
    if (decisions.isEmpty()) {
      decisions.addAll(new Balancer(node.number, map.length, tuning, costs).consider(now, here, facts, node.window.entries(now), Policy.OPEN));
    }
    for (Decision decision : decisions) {
      if (decision.moves() && move(node, run, now, decision)) {
        return;
      }
    }
  }

  private ProcessFacts facts(Job job, ClusterRun run, Machine machine) {
    return new ProcessFacts(job.id, job.home + 1, job.done, job.done - job.doneBefore, run.now() - job.cameAt, machine.demand(job), 1, job.memory,
        Map.of(job.home + 1, job.io), 0,
        NodeMask.ALL, job.moving() ? Optional.of(new Hold(Hold.Kind.MOVING, "to machine " + job.target)) : Optional.empty());
  }

  /** Asks the targets in turn, as the daemon does. */
  private boolean move(Node node, ClusterRun run, long now, Decision decision) {
    Job job = node.machine.jobs.stream().filter(candidate -> candidate.id == decision.pid()).findFirst().orElseThrow();
    for (int target : decision.targets()) {
      Node other = nodes.get(target - 1);
      if (admits(other, node, now, job, decision.cause())) {
        node.leaving = job;
        run.move(job, other.machine.index);
        node.window.promised(target, 1, job.memory);
        return true;
      }
    }
    return false;
  }

  private boolean admits(Node target, Node asking, long now, Job job, Decision.Cause cause) {
    double depth = SwapGathering.depth(info(asking, asking.meter.own()));
    return target.gate.admit(now, info(target, target.meter.own()), job.memory, cause, asking.number, depth, tuning).isEmpty();
  }
}
