package org.mosix.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.mosix.balance.Balancer;
import org.mosix.balance.Decision;
import org.mosix.balance.Decision.Cause;
import org.mosix.balance.InfoWindow.Entry;
import org.mosix.balance.MemoryUsher;
import org.mosix.balance.ProcessFacts;
import org.mosix.balance.Tuning;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether a process of this node would be better off elsewhere, or must leave because memory is short, and sends it away; one at a
 * time. The decisions are those of {@link Balancer} and {@link MemoryUsher}.
 */
final class MigDaemon {

  private static final Logger LOG = LoggerFactory.getLogger(MigDaemon.class);

  private final Membership membership;
  private final NodeState state;
  private final PolicyStore policies;
  private final Residents residents;
  private final NodeClock clock;
  private final Backoff backoff;
  private final DecisionLog log;
  private final Mover mover;
  private final NodeDirectory directory;
  private final boolean active;
  private final ExecutorService threads = Threads.asMany("mig");
  private final AtomicBoolean leaving = new AtomicBoolean();

  MigDaemon(Membership membership, NodeState state, PolicyStore policies, Residents residents, NodeClock clock, Backoff backoff,
      DecisionLog log, Mover mover, NodeDirectory directory, boolean active) {
    this.membership = membership;
    this.state = state;
    this.policies = policies;
    this.residents = residents;
    this.clock = clock;
    this.backoff = backoff;
    this.log = log;
    this.mover = mover;
    this.directory = directory;
    this.active = active;
  }

  /** Of all processes that run here. */
  List<ProcessFacts> facts() {
    return residents.all().stream().map(this::facts).toList();
  }

  private ProcessFacts facts(Resident resident) {
    return facts(resident, backoff.reason(resident.key().home(), resident.key().pid(), clock.millis()));
  }

  private ProcessFacts facts(Resident resident, Optional<String> failed) {
    return resident.facts(failed, policies.tuning());
  }

  /**
   * The homes of guests tell this node of themselves once per interval, though the window may be full of others; nodes that have files of a process
   * count as well while what was heard of them is not too old.
   */
  private List<Entry> withHomes(List<Entry> known) {
    List<Entry> all = new ArrayList<>(known);
    long oldest = clock.millis() - policies.tuning().maxAgeMillis();
    residents.all().stream().flatMap(resident -> Stream.concat(Stream.of(resident.key().home()), resident.nodesOfData().stream())).distinct()
        .filter(home -> home != membership.self() && known.stream().noneMatch(entry -> entry.info().node() == home))
        .flatMap(home -> directory.find(home).stream()).filter(heard -> heard.madeMillis() >= oldest)
        .forEach(heard -> all.add(new Entry(heard.info(), heard.madeMillis(), 0, 0)));
    return all;
  }

  /** New information came: is some node better for some process? */
  void consider(List<Entry> known) {
    if (!active || leaving.get()) {
      return;
    }
    List<Decision> decisions = balancer().consider(clock.millis(), state.own(), facts(), withHomes(known), state.policy());
    decisions.stream().filter(decision -> !decision.moves()).forEach(log::add);
    decisions.stream().filter(Decision::moves).findFirst().ifPresent(first -> carryOut(List.of(first)));
  }

  /** An interval has passed: does memory suffice? */
  void considerMemory(List<Entry> known) {
    if (!active || leaving.get() || !membership.isJoined()) {
      return;
    }
    carryOut(new MemoryUsher(membership.self(), policies.tuning()).usher(clock.millis(), state.own(), state.pagesMove(), facts(),
        withHomes(known), state.policy()));
  }

  private Balancer balancer() {
    Tuning tuning = policies.tuning();
    return new Balancer(membership.self(), membership.map().nodes().size(), tuning, policies.moveCosts());
  }

  private void carryOut(List<Decision> decisions) {
    if (decisions.isEmpty() || !leaving.compareAndSet(false, true)) {
      return;
    }
    threads.execute(() -> {
      try {
        decisions.forEach(this::carryOut);
      } catch (RuntimeException e) {
        LOG.error("move", e);
      } finally {
        leaving.set(false);
      }
    });
  }

  /** Carries out what was ordered, in the caller's thread. Why it was not done; empty if it was. */
  Optional<String> order(Decision decision) {
    Mover.Ended ended = carryOut(decision);
    return ended.done() ? Optional.empty() : Optional.of(ended.reason());
  }

  /** Moves the process of {@code decision} to the first target that takes it. */
  private Mover.Ended carryOut(Decision decision) {
    DecisionRecord record = log.add(decision);
    LOG.info("process {} of node {}: {} ({}): to {}", decision.pid(), decision.home(), decision.reason(), decision.cause(),
        decision.targets());
    Optional<ProcessFacts> facts = residents.find(decision.home(), decision.pid()).map(this::facts);
    if (facts.isEmpty()) {
      record.tried(membership.self(), "gone", "the process is not here any more");
      return new Mover.Ended(false, "it is not here any more", null);
    }
    Mover.Ended ended = mover.move(decision, facts.get(), record);
    if (ended.done()) {
      backoff.succeeded(decision.home(), decision.pid());
      state.hasGone(Math.max(1, facts.get().threads()));
    } else {
      backoff.failed(decision.home(), decision.pid(), ended.reason(), clock.millis());
    }
    return ended;
  }

  /** Sends a process that runs here to the best place, whatever its age and the gain; answers like a move. */
  Message request(int home, long pid, List<Entry> known) {
    Optional<Resident> resident = residents.find(home, pid);
    if (resident.isEmpty()) {
      return new Failure(Outcome.UNKNOWN, "process " + pid + " of node " + home + " does not run here");
    }
    Decision decision = balancer().request(clock.millis(), state.own(), facts(resident.get(), Optional.empty()), withHomes(known));
    if (!decision.moves()) {
      log.add(decision);
      return new Failure(Outcome.REFUSED, "process " + pid + " stays on node " + membership.self() + ": " + decision.reason());
    }
    Mover.Ended ended = carryOut(decision);
    return ended.resultOrNull() != null ? ended.resultOrNull() : new Failure(Outcome.REFUSED, ended.reason());
  }

  static Duration patienceFor(Cause cause) {
    return cause == Cause.BALANCE ? Duration.ofSeconds(60) : Duration.ofSeconds(120);
  }
}
