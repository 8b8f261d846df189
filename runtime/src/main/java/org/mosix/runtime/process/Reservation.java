package org.mosix.runtime.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mosix.link.message.ReserveAnswer;
import org.mosix.link.message.Reserved;
import org.mosix.runtime.move.MoveFailure;

/** A guest that the node daemon has been asked to find at the target of a move. */
final class Reservation {

  private final long requestId;
  private final CompletableFuture<ReserveAnswer> answer = new CompletableFuture<>();

  /** @param requestId of the move */
  Reservation(long requestId) {
    this.requestId = requestId;
  }

  /** An answer has come, to this question or a former one. */
  void answered(ReserveAnswer came) {
    if (came.requestId() == requestId) {
      answer.complete(came);
    }
  }

  /** Nobody is there to answer. */
  void lost() {
    answer.complete(ReserveAnswer.failed(requestId, "the node daemon is gone"));
  }

  /** @throws MoveFailure if there is no guest for the process */
  Reserved await(int node, long timeoutMillis) throws MoveFailure {
    ReserveAnswer came;
    try {
      came = answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw MoveFailure.failed("node " + node + " gave no guest in time", e);
    } catch (InterruptedException | ExecutionException e) {
      throw MoveFailure.failed("interrupted", e);
    }
    if (came.reservedOrNull() == null) {
      throw came.refused() ? MoveFailure.refused("node " + node + " refuses: " + came.reason()) : MoveFailure.failed(came.reason(), null);
    }
    return came.reservedOrNull();
  }
}
