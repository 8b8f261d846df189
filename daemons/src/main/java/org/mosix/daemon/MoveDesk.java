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
import org.mosix.link.ClusterKey;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeChannel;
import org.mosix.link.NodeMap;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveRequest;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Reserve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out requests to move a process: its home JVM does the work, this desk finds it, watches the time and reports. */
final class MoveDesk {

  private static final Logger LOG = LoggerFactory.getLogger(MoveDesk.class);

  /** The process knows the time-out and reports it itself; this is what its report may take. */
  private static final long GRACE_MILLIS = 2000;

  private final NodeMap map;
  private final int self;
  private final ClusterKey key;
  private final ProcessTable processes;
  private final GuestPool guests;
  private final AtomicLong lastRequest = new AtomicLong();

  MoveDesk(DaemonSettings settings, ClusterKey key, ProcessTable processes, GuestPool guests) {
    this.map = settings.map();
    this.self = settings.node();
    this.key = key;
    this.processes = processes;
    this.guests = guests;
  }

  /** Moves a process and returns when that is over: a {@link MoveResult}, or a {@link Failure} if it was never tried. */
  Message migrate(Migrate request) {
    if (request.target() != Migrate.HOME && map.find(request.target()).isEmpty()) {
      return new Failure(Outcome.UNKNOWN, "no node " + request.target() + " (nodes: " + map.numbers() + ")");
    }
    if (request.timeoutMillis() < 1) {
      return new Failure(Outcome.USAGE, "timeout: " + request.timeoutMillis() + " ms (expected: at least 1)");
    }
    Optional<ManagedProcess> process = processes.find(request.pid());
    if (process.isPresent()) {
      return migrate(process.get(), request);
    }
    return hostedHere(request.pid()).map(guest -> relay(guest, request)).orElseGet(() -> unknown(request.pid()));
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
    ManagedProcess.Move move = new ManagedProcess.Move(lastRequest.incrementAndGet(), from, target, new CompletableFuture<>());
    if (!process.begin(move)) {
      return new Failure(Outcome.REFUSED, "a move of process " + process.pid() + " is under way");
    }
    try {
      process.send(requestOf(move, request.timeoutMillis()));
      return reported(process, await(move, request.timeoutMillis()));
    } catch (IOException e) {
      return new Failure(Outcome.FAILED, "process " + process.pid() + " cannot be told: " + e.getMessage());
    } finally {
      process.end(move);
    }
  }

  private MoveRequest requestOf(ManagedProcess.Move move, long timeoutMillis) {
    if (move.to() == Migrate.HOME) {
      return new MoveRequest(move.requestId(), Migrate.HOME, "", 0, timeoutMillis);
    }
    NodeAddress node = map.find(move.to()).orElseThrow();
    return new MoveRequest(move.requestId(), node.number(), node.host(), node.port(), timeoutMillis);
  }

  private MoveResult await(ManagedProcess.Move move, long timeoutMillis) {
    try {
      return move.result().get(timeoutMillis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return MoveResult.not(move.requestId(), Outcome.TIMEOUT, "no result within " + timeoutMillis + " ms", move.from(), move.to());
    } catch (ExecutionException e) {
      return MoveResult.not(move.requestId(), Outcome.FAILED, String.valueOf(e.getCause()), move.from(), move.to());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return MoveResult.not(move.requestId(), Outcome.FAILED, "the daemon stops", move.from(), move.to());
    }
  }

  private MoveResult reported(ManagedProcess process, MoveResult result) {
    MoveResult outside = result.withRequest(0).withNodes(numberOf(result.fromNode()), numberOf(result.toNode()));
    LOG.info("process {}: node {} -> {}: {} {}", process.pid(), outside.fromNode(), outside.toNode(), outside.outcome(), outside.text());
    return outside;
  }

  private int numberOf(int nodeOrHome) {
    return nodeOrHome == Migrate.HOME ? self : nodeOrHome;
  }

  private Optional<Reserve> hostedHere(long pid) {
    return guests.taken().stream().map(Guest::hosted).filter(host -> host != null && host.pid() == pid && host.homeNode() != self)
        .findFirst();
  }

  /** A guest here runs the process, but its home decides. */
  private Message relay(Reserve hosted, Migrate request) {
    Optional<NodeAddress> home = map.find(hosted.homeNode());
    if (home.isEmpty()) {
      return new Failure(Outcome.UNKNOWN, "process " + request.pid() + " is of node " + hosted.homeNode() + ", which is not in the map");
    }
    Duration patience = Duration.ofMillis(request.timeoutMillis() + 2 * GRACE_MILLIS);
    try (NodeChannel channel = NodeChannel.connect(key, home.get(), patience)) {
      return channel.ask(request, patience);
    } catch (IOException e) {
      return new Failure(Outcome.FAILED, "home node " + hosted.homeNode() + " of process " + request.pid() + ": " + e.getMessage());
    }
  }
}
