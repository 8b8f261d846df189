package org.mosix.daemon;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.mosix.balance.LoadMeter;
import org.mosix.balance.MemoryUsher;
import org.mosix.balance.NodeInfo;
import org.mosix.balance.Policy;
import org.mosix.balance.Pools;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;
import org.mosix.info.Machine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this node knows of itself: sampled several times per interval, summed up once per interval. Synchronized. */
final class NodeState {

  private static final Logger LOG = LoggerFactory.getLogger(NodeState.class);

  /** A process that has gone counts in the samples of the interval in which it went. */
  private record Gone(long nanos, double threads) {}

  /** A guest that was accepted, whose load and memory may not show yet. */
  private record Coming(int home, long pid, double threads, long memory, long nanos) {}

  private final Membership membership;
  private final PolicyStore policies;
  private final Residents residents;
  private final GuestPool guests;
  private final BalanceSettings settings;
  private final LoadSource source;
  private final Pools pools;
  private final Machine machine = new Machine();
  private final LoadMeter meter = new LoadMeter();
  private final Deque<Gone> gone = new ArrayDeque<>();
  private final List<Coming> coming = new ArrayList<>();
  private Machine.Look look;
  private boolean swapping;
  private long intervalBegan = System.nanoTime();
  private long intervalBefore = intervalBegan;
  private NodeInfo told;
  private NodeInfo own;

  NodeState(Membership membership, PolicyStore policies, Residents residents, GuestPool guests, BalanceSettings settings, Pools pools) {
    this.membership = membership;
    this.policies = policies;
    this.residents = residents;
    this.guests = guests;
    this.settings = settings;
    this.pools = pools;
    this.source = settings.loadOrNull() != null ? settings.loadOrNull()
        : membership.map().isLoopbackOnly() ? LoadSource.PROCESSES : LoadSource.MACHINE;
    look = machine.look();
    sumUp();
  }

  LoadSource source() {
    return source;
  }

  int cpus() {
    return settings.cpus() > 0 ? settings.cpus() : machine.processors();
  }

  synchronized void sample() {
    try {
      int mine = residents.sample();
      meter.sample(source == LoadSource.PROCESSES ? mine : machine.runnable());
    } catch (IOException e) {
      LOG.error("the load cannot be sampled", e);
    }
  }

  /** Closes an interval. */
  synchronized void interval() {
    Tuning tuning = policies.tuning();
    residents.interval();
    look = machine.look();
    long patience = Math.round(tuning.get(Tunable.NEWCOMER) * 1e9);
    coming.removeIf(guest -> System.nanoTime() - guest.nanos > patience);
    meter.interval(tuning, cpus(), policies.speed(), coming.stream().mapToDouble(this::notShown).sum());
    intervalBefore = intervalBegan;
    intervalBegan = System.nanoTime();
    gone.removeIf(process -> process.nanos < intervalBefore);
    sumUp();
  }

  private double notShown(Coming guest) {
    double shown = residents.find(guest.home, guest.pid).map(resident -> resident.meter().demand()).orElse(0.0);
    return Math.max(0, guest.threads - shown);
  }

  private long memoryNotShown(Coming guest) {
    long shown = residents.find(guest.home, guest.pid).map(resident -> resident.meter().resident()).orElse(0L);
    return Math.max(0, guest.memory - shown);
  }

  private void sumUp() {
    int foreign = guests();
    long total = settings.memory() > 0 ? Math.min(settings.memory(), look.memoryTotal()) : look.memoryTotal();
    long expected = coming.stream().mapToLong(this::memoryNotShown).sum();
    long free = Math.max(0, Math.min(total, memoryFreeRaw()) - expected);
    double longLoad = loadOf(residents.all().stream().filter(resident -> resident.cpuSeconds() > policies.tuning().get(Tunable.SETTLED))
        .mapToDouble(resident -> resident.meter().demand()).sum());
    NodeInfo bare = new NodeInfo(membership.self(), cpus(), policies.speed(), meter.told(), Math.min(longLoad, meter.told()), total, free,
        look.swapTotal(), Math.min(look.swapFree(), look.swapTotal()), foreign, Set.of());
    swapping = new MemoryUsher(membership.self(), policies.tuning()).isShort(bare, look.pagesMove());
    told = new NodeInfo(bare.node(), bare.cpus(), bare.speed(), bare.load(), bare.longLoad(), total, free, bare.swapTotal(), bare.swapFree(),
        foreign, policy().flags(foreign, swapping, !membership.isJoined()));
    own = told.withLoad(meter.own());
  }

  /** Processes of other nodes that run here or are promised a place. */
  int guests() {
    return (int) guests.taken().stream().filter(guest -> guest.hosted() != null).count();
  }

  private double loadOf(double threads) {
    return threads * policies.tuning().get(Tunable.STANDARD_SPEED) / policies.speed() / cpus();
  }

  /** Bytes that the system, and the part of its memory that counts as this node's own, have left. */
  synchronized long memoryFreeRaw() {
    long left = settings.memory() > 0 ? Math.max(0, settings.memory() - residents.memory()) : Long.MAX_VALUE;
    return Math.min(look.memoryAvailable(), left);
  }

  /** With the role that the pools give this node now. */
  Policy policy() {
    return policies.policy().withRole(pools.role(membership.self(), LocalDateTime.now()));
  }

  /** What others are told. */
  synchronized NodeInfo told() {
    return told;
  }

  /** What others would be told now: with guests and policies of this moment. */
  synchronized NodeInfo toldNow() {
    sumUp();
    return told;
  }

  /** What this node decides by, without processes that have gone but are still in the samples. */
  synchronized NodeInfo own() {
    double still = 0;
    for (Gone process : gone) {
      double length = Math.max(1, intervalBegan - intervalBefore);
      still += process.nanos >= intervalBegan ? process.threads : process.threads * (process.nanos - intervalBefore) / length;
    }
    return own.withLoad(Math.max(0, own.load() - own.loadOf(still, policies.tuning().get(Tunable.STANDARD_SPEED))));
  }

  synchronized void hasGone(double threads) {
    gone.add(new Gone(System.nanoTime(), threads));
  }

  synchronized void comes(int home, long pid, double threads, long memory) {
    coming.removeIf(guest -> guest.home == home && guest.pid == pid);
    coming.add(new Coming(home, pid, threads, memory, System.nanoTime()));
  }

  synchronized boolean pagesMove() {
    return look.pagesMove();
  }

  /** Share of its processors in use, 0 to 1. */
  synchronized double utilisation() {
    return source == LoadSource.MACHINE ? look.utilisation()
        : Math.min(1, residents.all().stream().mapToDouble(resident -> resident.meter().share()).sum() / cpus());
  }
}
