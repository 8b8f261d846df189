package org.mosix.daemon;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.mosix.daemon.ProcessRecord.LastMove;
import org.mosix.link.ControlChannel;
import org.mosix.link.message.CallsReport;
import org.mosix.link.message.CallsRequest;
import org.mosix.link.message.Message;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.ProcessInfo;
import org.mosix.link.message.Register;
import org.mosix.link.message.Status;
import org.mosix.link.message.StatusRequest;

/** A program that was started on this node with the agent: this node is its home for ever, wherever it runs. */
final class ManagedProcess {

  /** A move that was asked for and has not been answered. */
  record Move(long requestId, int from, int to, long timeoutMillis, CompletableFuture<MoveResult> result) {}

  private final Register registration;
  private final ControlChannel channel;
  private final AtomicReference<Move> move = new AtomicReference<>();
  private volatile Status status;
  private volatile Terms terms = Terms.NONE;
  private volatile LastMove lastMove;
  private volatile Usage usageAway;
  private volatile double ioAtHome;
  private volatile double cpuSecondsElsewhere;
  private final Next<Status> nextStatus = new Next<>();
  private final Next<CallsReport> nextCalls = new Next<>();
  private final Obstacles obstacles = new Obstacles();

  ManagedProcess(Register registration, ControlChannel channel) {
    this.registration = registration;
    this.channel = channel;
  }

  long pid() {
    return registration.pid();
  }

  /** Where it runs; 0 for home. */
  int node() {
    Status known = status;
    return known == null ? 0 : known.node();
  }

  int migrations() {
    Status known = status;
    return known == null ? 0 : known.migrations();
  }

  /** System calls that its home has carried out while it was away. */
  long calls() {
    Status known = status;
    return known == null ? 0 : known.calls();
  }

  /** Bytes of their requests and answers. */
  long callBytes() {
    Status known = status;
    return known == null ? 0 : known.callBytes();
  }

  /** Bytes it has moved from and to the files of nodes since its start, by number of the node, without what its home carried out. */
  Map<Integer, Long> nodeBytes() {
    Status known = status;
    return known == null ? Map.of() : known.nodeBytes();
  }

  /** See {@link HomeWord#ioAtHome}. */
  double ioAtHome() {
    return ioAtHome;
  }

  void setIoAtHome(double secondsPerCpuSecond) {
    ioAtHome = secondsPerCpuSecond;
  }

  Terms terms() {
    return terms;
  }

  void setTerms(Terms now) {
    terms = now;
  }

  LastMove lastMove() {
    return lastMove;
  }

  void setLastMove(LastMove move) {
    lastMove = move;
  }

  boolean isMoving() {
    return move.get() != null;
  }

  /** What the node where it runs says that it uses; null at home, and when nobody has said so yet. */
  Usage usageAway() {
    return usageAway;
  }

  void setUsageAway(Usage usage) {
    usageAway = usage;
  }

  /** Processor time used on other nodes, but for what it has used since it came to where it is. */
  double cpuSecondsElsewhere() {
    return cpuSecondsElsewhere;
  }

  /** It has left the node that told {@link #usageAway}. */
  void leftNode() {
    Usage last = usageAway;
    usageAway = null;
    cpuSecondsElsewhere += last == null ? 0 : last.cpuSeconds();
  }

  void send(Message message) throws IOException {
    channel.send(message);
  }

  Message receive() throws IOException {
    return channel.receive();
  }

  /** Claims the process for {@code wanted}; false if another move is under way. */
  boolean begin(Move wanted) {
    return move.compareAndSet(null, wanted);
  }

  /** The one under way; null if there is none. */
  Move move() {
    return move.get();
  }

  void end(Move done) {
    move.compareAndSet(done, null);
  }

  /** Asks for a fresh status; completes with the next one that comes. */
  CompletableFuture<Status> ask(long requestId) throws IOException {
    CompletableFuture<Status> answer = nextStatus.one();
    send(new StatusRequest(requestId));
    return answer;
  }

  /** Asks for its system calls; completes with the next report that comes. */
  CompletableFuture<CallsReport> askCalls() throws IOException {
    CompletableFuture<CallsReport> answer = nextCalls.one();
    send(new CallsRequest());
    return answer;
  }

  void reported(CallsReport calls) {
    nextCalls.came(calls);
  }

  /** What was in the way of its last move; empty if it was done. */
  Obstacles obstacles() {
    return obstacles;
  }

  void reported(Status now) {
    obstacles.are(now.cannotMove(), System.currentTimeMillis());
    status = now;
    nextStatus.came(now);
  }

  /** The process says how a move ended; late answers, after a time-out, only tell where it is. */
  void moved(MoveResult result) {
    if (result.outcome() == Outcome.DONE && status != null) {
      status = new Status(status.pid(), result.toNode(), status.migrations() + 1, status.threads(), status.state(), status.cannotMove(), false,
          status.calls(), status.callBytes(), status.nodeBytes());
    }
    Move waiting = move.get();
    if (waiting != null && waiting.requestId == result.requestId()) {
      waiting.result.complete(result);
    }
  }

  /** The connection is gone, and with it the process or at least our say over it. */
  void lost() {
    Move waiting = move.get();
    if (waiting != null) {
      waiting.result.complete(MoveResult.not(waiting.requestId, Outcome.GONE,
          "process " + pid() + " ended, or closed its connection to the daemon", waiting.from, waiting.to));
    }
    channel.close();
  }

  ProcessInfo info(int home) {
    Status known = status;
    String state = move.get() != null ? "moving" : known == null ? "starting" : known.state();
    int node = known == null || known.node() == 0 ? home : known.node();
    return new ProcessInfo(pid(), home, node, known == null ? 0 : known.migrations(), known == null ? -1 : known.threads(), state,
        known == null ? List.of() : known.cannotMove(), registration.command());
  }
}
