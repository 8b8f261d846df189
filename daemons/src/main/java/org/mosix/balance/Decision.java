package org.mosix.balance;

import java.util.List;

/**
 * What was decided about a process and the numbers behind it; kept by the daemon for {@code mosctl why PID}.
 *
 * @param atMillis when, by the clock of the decider
 * @param pid at its home
 * @param home the process's home node
 * @param from the node it was on
 * @param cause what led to the decision
 * @param targets nodes to ask, best first; empty: it stays
 * @param here the bid of the node it is on
 * @param bids of the others, in the order of {@code targets}, then those that lost or refused
 * @param reason one sentence
 */
public record Decision(long atMillis, long pid, int home, int from, Cause cause, List<Integer> targets, Bid here, List<Bid> bids, String reason) {

  /** What leads to a decision, the strongest last. */
  public enum Cause { BALANCE, REQUEST, MEMORY, GATHER, BRING, EXPEL }

  public Decision {
    targets = List.copyOf(targets);
    bids = List.copyOf(bids);
  }

  public boolean moves() {
    return !targets.isEmpty();
  }

  /** By how much, relative to its cost there, it is better off at the first target. */
  public double gain() {
    return moves() && !bids.isEmpty() && bids.get(0).total() > 0 ? here.total() / bids.get(0).total() - 1 : 0;
  }
}
