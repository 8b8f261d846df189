package org.mosix.daemon;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mosix.balance.Bid;
import org.mosix.balance.Decision;

/**
 * Why a process was moved, or was not; one element of the answer to {@link Verb#WHY}. Costs are in seconds per CPU second of the process,
 * see {@link org.mosix.balance.OpportunityCost}.
 *
 * @param millis when, since 1970-01-01 UTC
 * @param pid of the home JVM
 * @param home its home node
 * @param node that decided, where the process was
 * @param cause {@code balance}, {@code request}, {@code memory}, {@code bring} or {@code expel}
 * @param moves whether it was to be moved
 * @param targets nodes to be asked, best first
 * @param reason one sentence
 * @param here the cost of keeping it
 * @param bids the costs elsewhere
 * @param attempts what came of it, in order
 */
public record DecisionRecord(long millis, long pid, int home, int node, String cause, boolean moves, List<Integer> targets, String reason,
    Bid here, List<Bid> bids, List<Attempt> attempts) {

  /**
   * A node that was asked, or a move that was tried.
   *
   * @param outcome {@code done}, {@code refused}, {@code failed}, ...
   * @param text the reason if not done
   */
  public record Attempt(int node, String outcome, String text) {}

  static DecisionRecord of(Decision decision) {
    return new DecisionRecord(decision.atMillis(), decision.pid(), decision.home(), decision.from(),
        decision.cause().name().toLowerCase(Locale.ROOT), decision.moves(), decision.targets(), decision.reason(), decision.here(),
        decision.bids(), new CopyOnWriteArrayList<>());
  }

  void tried(int node, String outcome, String text) {
    attempts.add(new Attempt(node, outcome, text));
  }
}
