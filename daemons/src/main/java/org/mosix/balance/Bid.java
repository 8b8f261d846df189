package org.mosix.balance;

/**
 * What it would cost to have a process on one node, in the unit of {@link OpportunityCost}; the node that asks bids too.
 *
 * @param node who bids
 * @param cpu marginal cost of its threads
 * @param memory marginal cost of its memory
 * @param io waiting for calls and files of other nodes
 * @param move the move itself, spread over what the process is expected to run on; 0 for the node it is on
 * @param ageMillis of the information this was computed from
 * @param refused why the node cannot have it; empty if it can
 */
public record Bid(int node, double cpu, double memory, double io, double move, long ageMillis, String refused) {

  static Bid refused(int node, long ageMillis, String reason) {
    return new Bid(node, 0, 0, 0, 0, ageMillis, reason);
  }

  public double total() {
    return cpu + memory + io + move;
  }

  public boolean stands() {
    return refused.isEmpty();
  }
}
