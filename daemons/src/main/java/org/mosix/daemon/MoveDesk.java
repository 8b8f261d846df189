package org.mosix.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.mosix.daemon.ProcessRecord.LastMove;
import org.mosix.link.ClusterKey;
import org.mosix.link.NodeChannel;
import org.mosix.link.RefusedException;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.Migrate.Cause;
import org.mosix.link.message.MoveRequest;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Reserve;
import org.mosix.link.message.ReserveAnswer;
import org.mosix.link.message.ReserveAt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out requests to move a process: its home JVM does the work, this desk finds it, watches the time and reports. */
final class MoveDesk {

  private static final Logger LOG = LoggerFactory.getLogger(MoveDesk.class);

  /** The process knows the time-out and reports it itself; this is what its report may take. */
  private static final long GRACE_MILLIS = 2000;

  private final Membership membership;
  private final Reach reach;
  private final int self;
  private final ClusterKey key;
  private final ProcessTable processes;
  private final GuestPool guests;
  private final AtomicLong lastRequest = new AtomicLong();
  private volatile Balancing balancing;
  private volatile Runnable arrivals = () -> { };

  MoveDesk(Membership membership, Reach reach, ClusterKey key, ProcessTable processes, GuestPool guests) {
    this.membership = membership;
    this.reach = reach;
    this.self = membership.self();
    this.key = key;
    this.processes = processes;
    this.guests = guests;
  }

  /** Finds a better place for a process that runs here and moves it there. */
  interface Balancing {
    Message balance(int home, Migrate request);
  }

  /** @param whenMoved is run when a process has arrived somewhere */
  void use(Balancing whoBalances, Runnable whenMoved) {
    balancing = whoBalances;
    arrivals = whenMoved;
  }

  /**
   * Moves a process and returns when that is over: a {@link MoveResult}, or a {@link Failure} if it was never tried. What is asked here
   * about a process of another node is passed on to its home.
   */
  Message migrate(Migrate request) {
    int home = request.home() != 0 ? request.home() : homeOf(request.pid());
    if (home == 0) {
      return unknown(request.pid());
    }
    boolean hosted = home != self && hostedHere(home, request.pid());
    return home == self || hosted && request.target() == Migrate.BALANCE ? migrate(home, request) : ask(home, request.withHome(home));
  }

  /** The same for a node that asks: it knows the home, and nothing is passed on once more, but to where a process of this node runs. */
  Message migrateForNode(Migrate request) {
    int home = request.home() != 0 ? request.home() : homeOf(request.pid());
    return home == self || hostedHere(home, request.pid()) && request.target() == Migrate.BALANCE ? migrate(home, request) : unknown(request.pid());
  }

  /** Of a process of this node, or (for the best place) one that runs here. */
  private Message migrate(int home, Migrate request) {
    if (request.timeoutMillis() < 1) {
      return new Failure(Outcome.USAGE, "timeout: " + request.timeoutMillis() + " ms (expected: at least 1)");
    }
    boolean somewhere = request.target() != Migrate.HOME && request.target() != Migrate.BALANCE;
    if (somewhere && membership.find(request.target()).isEmpty()) {
      return new Failure(Outcome.UNKNOWN, "no node " + request.target() + " (nodes: " + membership.map().numbers() + ")");
    }
    Optional<ManagedProcess> process = home == self ? processes.find(request.pid()) : Optional.empty();
    if (home == self && process.isEmpty()) {
      return unknown(request.pid());
    }
    return request.target() == Migrate.BALANCE ? balance(process, home, request) : migrate(process.orElseThrow(), request);
  }

  /** The node where the process runs knows the load around it, and asks its home to move it. */
  private Message balance(Optional<ManagedProcess> own, int home, Migrate request) {
    return own.isPresent() && own.get().node() != 0 ? ask(own.get().node(), request.withHome(self)) : balancing.balance(home, request);
  }

  /** 0 if it neither has its home here nor runs here. */
  private int homeOf(long pid) {
    return processes.find(pid).isPresent() ? self : guests.taken().stream().map(Guest::hosted)
        .filter(host -> host != null && host.pid() == pid).map(Reserve::homeNode).findFirst().orElse(0);
  }

  private boolean hostedHere(int home, long pid) {
    return guests.taken().stream().anyMatch(guest -> guest.runs(home, pid));
  }

  private Message unknown(long pid) {
    String known = processes.pids().stream().map(String::valueOf).collect(Collectors.joining(", "));
    String why = ProcessHandle.of(pid).isPresent() ? "process " + pid + " does not run with -javaagent:mosix.jar, or with another run-dir"
        : "no process " + pid;
    return new Failure(Outcome.UNKNOWN, why + " (managed here: " + (known.isEmpty() ? "none" : known) + ")");
  }

  private Message migrate(ManagedProcess process, Migrate request) {
    int target = request.target() == self ? Migrate.HOME : request.target();
    int from = process.node();
    if (from == target) {
      return new Failure(Outcome.REFUSED, "process " + process.pid() + " is on node " + numberOf(target) + " already");
    }
    Optional<String> against = against(process.terms(), target, request.cause());
    if (against.isPresent()) {
      return new Failure(Outcome.REFUSED, "process " + process.pid() + ": " + against.get());
    }
    ManagedProcess.Move move = new ManagedProcess.Move(lastRequest.incrementAndGet(), from, target, request.timeoutMillis(), new CompletableFuture<>());
    if (!process.begin(move)) {
      return new Failure(Outcome.REFUSED, "a move of process " + process.pid() + " is under way");
    }
    try {
      process.send(new MoveRequest(move.requestId(), move.to(), move.timeoutMillis(), request.cause() == Migrate.Cause.MEMORY));
      return reported(process, await(move), request.cause());
    } catch (IOException e) {
      return new Failure(Outcome.FAILED, "process " + process.pid() + " cannot be told: " + e.getMessage());
    } finally {
      process.end(move);
    }
  }

  /** A guest for a process that is moving. Its own JVM would need a second for its first link, which it spends on other preparations. */
  ReserveAnswer reserve(ManagedProcess process, ReserveAt wanted) {
    ManagedProcess.Move move = process.move();
    if (move == null || move.requestId() != wanted.requestId() || move.to() == Migrate.HOME || wanted.reserve().pid() != process.pid()) {
      return ReserveAnswer.failed(wanted.requestId(), "a guest for a move that is not under way");
    }
    Duration patience = Duration.ofMillis(move.timeoutMillis());
    try (NodeChannel channel = reach.connect(key, move.to(), patience)) {
      return ReserveAnswer.reserved(wanted.requestId(), channel.reserve(wanted.reserve(), patience));
    } catch (RefusedException e) {
      return ReserveAnswer.refused(wanted.requestId(), e.getMessage());
    } catch (IOException e) {
      return ReserveAnswer.failed(wanted.requestId(), e.getMessage());
    }
  }

  private MoveResult await(ManagedProcess.Move move) {
    try {
      return move.result().get(move.timeoutMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return MoveResult.not(move.requestId(), Outcome.TIMEOUT, "no result within " + move.timeoutMillis() + " ms", move.from(), move.to());
    } catch (ExecutionException e) {
      return MoveResult.not(move.requestId(), Outcome.FAILED, String.valueOf(e.getCause()), move.from(), move.to());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return MoveResult.not(move.requestId(), Outcome.FAILED, "the daemon stops", move.from(), move.to());
    }
  }

  /** What the owner of a process says against a move of it; coming home is always allowed. */
  private static Optional<String> against(Terms terms, int target, Cause cause) {
    if (cause == Cause.LOAD && terms.locked()) {
      return Optional.of("it is locked");
    }
    boolean permitted = target == Migrate.HOME || terms.mask().permits(target);
    return permitted ? Optional.empty() : Optional.of("node " + target + " is not in its node mask: " + terms.mask());
  }

  private MoveResult reported(ManagedProcess process, MoveResult result, Cause cause) {
    MoveResult outside = result.withRequest(0).withNodes(numberOf(result.fromNode()), numberOf(result.toNode()));
    boolean done = outside.outcome() == Outcome.DONE;
    process.setLastMove(new LastMove(System.currentTimeMillis(), outside.fromNode(), outside.toNode(), cause != Cause.REQUEST, done,
        outside.frozenNanos() / 1e6, outside.imageBytes(), outside.text()));
    if (done) {
      process.leftNode();
      arrivals.run();
    }
    LOG.info("process {}: node {} -> {}: {} {}", process.pid(), outside.fromNode(), outside.toNode(), outside.outcome(), outside.text());
    return outside;
  }

  private int numberOf(int nodeOrHome) {
    return nodeOrHome == Migrate.HOME ? self : nodeOrHome;
  }

  private Message ask(int node, Migrate request) {
    if (membership.find(node).isEmpty()) {
      return new Failure(Outcome.UNKNOWN, "node " + node + ", which has process " + request.pid() + ", is not in the map");
    }
    Duration patience = Duration.ofMillis(request.timeoutMillis() + 2 * GRACE_MILLIS);
    try (NodeChannel channel = reach.connect(key, node, patience)) {
      Message answer = channel.ask(request, patience);
      // what that node does not know this one may
      return answer instanceof Failure failure && failure.outcome() == Outcome.UNKNOWN
          ? new Failure(Outcome.UNKNOWN, "node " + node + ": " + failure.text()) : answer;
    } catch (IOException e) {
      return new Failure(Outcome.FAILED, "node " + node + ", which has process " + request.pid() + ": " + e.getMessage());
    }
  }
}
