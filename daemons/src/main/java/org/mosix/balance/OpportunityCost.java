package org.mosix.balance;

/**
 * What it costs a cluster to have a process on a node. The unit is seconds per CPU second: by how much longer the processes of the cluster
 * take together, for each second that the process computes on a standard processor.
 *
 * <p>The processor's part is exact for fair scheduling: {@code r} threads on {@code c} processors of speed {@code s} take
 * {@code max(1, r / c) / s} each, and on a node that swaps {@link Tunable#SWAP_SLOWDOWN} times that. The memory's part is that of Amir,
 * Awerbuch, Barak, Borgstrom and Keren (IEEE TPDS 11(7), 2000): {@code n^(used / total)} for {@code n} nodes, which keeps room on all of them.
 */
public final class OpportunityCost {

  private final Tuning tuning;
  private final double nodes;

  /** @param nodes in the cluster */
  public OpportunityCost(Tuning tuning, int nodes) {
    this.tuning = tuning;
    this.nodes = Math.max(2, nodes);
  }

  /**
   * What {@code info}'s node would bid for a process that is not there.
   *
   * @param io seconds per CPU second that it would wait there for other nodes
   * @param move see {@link Bid#move}
   */
  public Bid toHave(NodeInfo info, double threads, long memory, double io, double move, long ageMillis) {
    double runnable = info.runnable(tuning.get(Tunable.STANDARD_SPEED));
    return bid(info, runnable, runnable + threads, info.memoryFree(), info.memoryFree() - memory, io, move, ageMillis);
  }

  /** What the node on which the process is would save without it. */
  public Bid toKeep(NodeInfo info, double threads, long memory, double io) {
    double runnable = Math.max(threads, info.runnable(tuning.get(Tunable.STANDARD_SPEED)));
    return bid(info, runnable - threads, runnable, info.memoryFree() + memory, info.memoryFree(), io, 0, 0);
  }

  private Bid bid(NodeInfo info, double without, double with, double freeWithout, double freeWith, double io, double move, long age) {
    double swapsWithout = swaps(info, freeWithout);
    double swapsWith = swaps(info, freeWith);
    double cpu = time(info, with) * swapsWith - time(info, without) * swapsWithout;
    double memory = memory(info, freeWith) - memory(info, freeWithout);
    return new Bid(info.node(), cpu, memory, io, move, age, "");
  }

  private double swaps(NodeInfo info, double free) {
    return free < 0 || info.flags().contains(NodeFlag.SWAPPING) ? tuning.get(Tunable.SWAP_SLOWDOWN) : 1;
  }

  /** Seconds in which {@code runnable} threads together get one CPU second each. */
  private double time(NodeInfo info, double runnable) {
    return runnable * Math.max(1, runnable / info.cpus()) * tuning.get(Tunable.STANDARD_SPEED) / info.speed();
  }

  private double memory(NodeInfo info, double free) {
    return Math.pow(nodes, 1 - free / info.memoryTotal());
  }
}
