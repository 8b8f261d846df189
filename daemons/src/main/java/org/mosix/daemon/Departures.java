package org.mosix.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.mosix.balance.Bid;
import org.mosix.balance.Decision;
import org.mosix.balance.Decision.Cause;
import org.mosix.balance.Eviction;
import org.mosix.balance.InfoWindow.Entry;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;

/** Moves that an administrator orders for many processes at once, and waits for. */
final class Departures {

  private static final long PATIENCE_MILLIS = 120_000;
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 2_000_000_000L;
  private static final long LOOK_NANOS = 20_000_000;

  private final NodeDaemon daemon;

  Departures(NodeDaemon daemon) {
    this.daemon = daemon;
  }

  /** All guests go, to the best node that takes them, else home. The node stays blocked. */
  List<Departure> expel() throws IOException {
    daemon.policies().change(policy -> policy.withExpel(true));
    try {
      return sendAway(false);
    } finally {
      daemon.policies().change(policy -> policy.withExpel(false));
    }
  }

  /** All processes of this node come home and stay. */
  List<Departure> bring() throws IOException {
    daemon.policies().change(policy -> policy.withBring(true));
    try {
      return callHome();
    } finally {
      daemon.policies().change(policy -> policy.withBring(false));
    }
  }

  /** Guests go home, own processes come home; then this node takes no part any more. */
  List<Departure> leave() throws IOException {
    daemon.membership().setJoined(false);
    List<Departure> all = new ArrayList<>(sendAway(true));
    all.addAll(callHome());
    return all;
  }

  /** Several times if need be: one that is moving just now, or has been promised and not come, cannot be sent away at once. */
  private List<Departure> sendAway(boolean home) {
    Map<String, Departure> departures = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS && isFull(round == 0 ? 0 : ROUND_NANOS); round++) {
      List<Entry> known = home ? List.of() : daemon.known();
      Eviction eviction = new Eviction(daemon.node(), daemon.policies().tuning(), daemon.policies().moveCosts());
      for (Decision decision : eviction.expel(daemon.clock().millis(), daemon.state().own(), daemon.migration().facts(), known)) {
        Optional<String> failure = daemon.migration().order(decision);
        departures.put(decision.home() + "/" + decision.pid(), new Departure(decision.pid(), decision.home(), failure.isEmpty(), failure.orElse("")));
      }
    }
    isFull(ROUND_NANOS);
    return List.copyOf(departures.values());
  }

  /** Whether there are still guests after some time: the JVM that a process has left ends a moment later. */
  private boolean isFull(long nanos) {
    long end = System.nanoTime() + nanos;
    while (daemon.state().guests() > 0) {
      if (System.nanoTime() - end >= 0) {
        return true;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return false;
  }

  private List<Departure> callHome() {
    List<Departure> departures = new ArrayList<>();
    for (ManagedProcess process : daemon.processes().all()) {
      if (process.node() != 0) {
        departures.add(callHome(process));
      }
    }
    return departures;
  }

  private Departure callHome(ManagedProcess process) {
    Bid none = new Bid(process.node(), 0, 0, 0, 0, 0, "its home calls it");
    DecisionRecord record = daemon.decisions().add(new Decision(daemon.clock().millis(), process.pid(), daemon.node(), process.node(),
        Cause.BRING, List.of(daemon.node()), none, List.of(), "node " + daemon.node() + " brings its processes home"));
    Message answer = daemon.moves().migrate(new Migrate(process.pid(), Migrate.HOME, PATIENCE_MILLIS));
    boolean done = answer instanceof MoveResult result && result.outcome() == Outcome.DONE;
    String reason = answer instanceof MoveResult result ? result.text() : ((Failure) answer).text();
    record.tried(daemon.node(), done ? "done" : "failed", reason);
    return new Departure(process.pid(), daemon.node(), done, reason);
  }
}
