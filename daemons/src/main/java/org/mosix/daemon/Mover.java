package org.mosix.daemon;

import com.google.gson.Gson;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.mosix.balance.Decision;
import org.mosix.balance.ProcessFacts;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a decision out: asks the targets in turn whether they take the process, and its home, wherever that is, to move it to the first
 * that does.
 */
final class Mover {

  private static final Logger LOG = LoggerFactory.getLogger(Mover.class);
  private static final Gson GSON = new Gson();
  private static final Duration ADMISSION = Duration.ofSeconds(5);

  /**
   * @param reason why it was not done; empty if it was
   * @param resultOrNull of the move, if one was tried to the end
   */
  record Ended(boolean done, String reason, MoveResult resultOrNull) {}

  /** Called when a process has gone to a node, so that its information can be corrected. */
  interface Promises {
    void promised(int node, double threads, long bytes);
  }

  private final int self;
  private final MoveDesk desk;
  private final Neighbours neighbours;
  private final Promises promises;
  private final DoubleSupplier depth;

  /** @param depth of this node, see {@link org.mosix.balance.SwapGathering#depth} */
  Mover(int self, MoveDesk desk, Neighbours neighbours, Promises promises, DoubleSupplier depth) {
    this.self = self;
    this.desk = desk;
    this.neighbours = neighbours;
    this.promises = promises;
    this.depth = depth;
  }

  /** Notes in {@code record} what came of each target. */
  Ended move(Decision decision, ProcessFacts facts, DecisionRecord record) {
    String reason = "no node takes it";
    MoveResult last = null;
    for (int target : decision.targets()) {
      String refusal = target == decision.home() ? "" : refusal(target, decision, facts);
      if (!refusal.isEmpty()) {
        record.tried(target, "refused", refusal);
        reason = refusal;
        continue;
      }
      Result result = moveTo(target, decision);
      record.tried(target, result.outcome.name().toLowerCase(Locale.ROOT), result.text);
      if (result.outcome == Outcome.DONE) {
        promises.promised(target, Math.max(1, facts.threads()), facts.memory());
        return new Ended(true, "", result.moveOrNull);
      }
      reason = result.text;
      last = result.moveOrNull;
      if (!saysTheTarget(target, result)) {
        break;
      }
    }
    LOG.info("process {} of node {} stays: {}", decision.pid(), decision.home(), reason);
    return new Ended(false, reason, last);
  }

  /** Whether another target may do: the obstacle is the node, not the process. */
  private static boolean saysTheTarget(int target, Result result) {
    return result.outcome == Outcome.REFUSED && result.text.startsWith("node " + target + " refuses");
  }

  private String refusal(int target, Decision decision, ProcessFacts facts) {
    Admission asked = new Admission(decision.home(), decision.pid(), facts.memory(), Math.max(1, facts.threads()), decision.cause(), self,
        depth.getAsDouble());
    try {
      return neighbours.ask(target, Verb.ADMIT, ADMISSION, GSON.toJson(asked)).getAsString();
    } catch (IOException | FailureException e) {
      return e.getMessage();
    }
  }

  private static Migrate.Cause causeOf(Decision decision) {
    return switch (decision.cause()) {
      case BALANCE -> Migrate.Cause.LOAD;
      case MEMORY, GATHER -> Migrate.Cause.MEMORY;
      case REQUEST, BRING, EXPEL -> Migrate.Cause.REQUEST;
    };
  }

  private record Result(Outcome outcome, String text, MoveResult moveOrNull) {}

  private Result moveTo(int target, Decision decision) {
    Duration patience = MigDaemon.patienceFor(decision.cause());
    Migrate request = new Migrate(decision.pid(), target == decision.home() ? Migrate.HOME : target, patience.toMillis(),
        causeOf(decision));
    try {
      Message answer = decision.home() == self ? desk.migrate(request)
          : neighbours.askOnce(decision.home(), request, patience.plusSeconds(5));
      if (answer instanceof MoveResult result) {
        return new Result(result.outcome(), result.text(), result);
      }
      Failure failure = (Failure) answer;
      return new Result(failure.outcome(), failure.text(), null);
    } catch (IOException e) {
      return new Result(Outcome.FAILED, "home node " + decision.home() + ": " + e.getMessage(), null);
    } catch (FailureException e) {
      return new Result(e.outcome(), e.getMessage(), null);
    }
  }
}
