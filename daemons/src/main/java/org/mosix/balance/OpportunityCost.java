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
   * @param weight of its time, see {@link #weight}
   * @param io seconds per CPU second that it would wait there for other nodes
   * @param move see {@link Bid#move}
   */
  public Bid toHave(NodeInfo info, double threads, double weight, long memory, double io, double move, long ageMillis) {
    double runnable = info.runnable(tuning.get(Tunable.STANDARD_SPEED));
    double weights = weights(info, runnable);
    double cpu = time(info, runnable + threads, weights + threads * weight, free(info) - memory) - time(info, runnable, weights, free(info));
    return new Bid(info.node(), cpu, memory(info, free(info) - memory) - memory(info, free(info)), io, move, ageMillis, "");
  }

  /** The same for a process whose time weighs 1. */
  public Bid toHave(NodeInfo info, double threads, long memory, double io, double move, long ageMillis) {
    return toHave(info, threads, 1, memory, io, move, ageMillis);
  }

  /** The same for a process whose time weighs 1. */
  public Bid toKeep(NodeInfo info, double threads, long memory, double io) {
    return toKeep(info, threads, 1, memory, io);
  }

  /** What the node on which the process is would save without it. */
  public Bid toKeep(NodeInfo info, double threads, double weight, long memory, double io) {
    double runnable = Math.max(threads, info.runnable(tuning.get(Tunable.STANDARD_SPEED)));
    // the node may not know yet how old a guest is: whatever it says, this process weighs its own weight
    double weights = Math.max(threads * weight, Math.min(weights(info, runnable), runnable - threads + threads * weight));
    double cpu = time(info, runnable, weights, free(info)) - time(info, runnable - threads, weights - threads * weight, free(info) + memory);
    return new Bid(info.node(), cpu, memory(info, free(info)) - memory(info, free(info) + memory), io, 0, 0, "");
  }

  /**
   * What a second is worth to a process that has used {@code cpuSeconds}: less to one that has run for long, for it will run for long
   * (Harchol-Balter and Downey, ACM TOCS 15(3), 1997: what is left is about as long as what was), and a second delays it relatively less.
   */
  double weight(double cpuSeconds) {
    return cpuSeconds > tuning.get(Tunable.SETTLED) ? tuning.get(Tunable.SETTLED_WEIGHT) : 1;
  }

  private double weights(NodeInfo info, double runnable) {
    return info.load() == 0 ? runnable : runnable * (1 - info.longLoad() / info.load() * (1 - tuning.get(Tunable.SETTLED_WEIGHT)));
  }

  /** Bytes free; on a node that swaps, less what is in swap: so much must go before it runs at full speed again. */
  static double free(NodeInfo info) {
    return info.memoryFree() - (info.flags().contains(NodeFlag.SWAPPING) ? info.swapTotal() - info.swapFree() : 0.0);
  }

  private double swaps(double free) {
    return free < 0 ? tuning.get(Tunable.SWAP_SLOWDOWN) : 1;
  }

  /** Seconds for one CPU second of each of {@code runnable} threads, times what they are worth together. */
  private double time(NodeInfo info, double runnable, double weights, double free) {
    return weights * each(info, runnable) * swaps(free);
  }

  /** Seconds that each of {@code runnable} threads takes for a CPU second, while memory suffices. */
  double each(NodeInfo info, double runnable) {
    return Math.max(1, runnable / info.cpus()) * tuning.get(Tunable.STANDARD_SPEED) / info.speed();
  }

  private double memory(NodeInfo info, double free) {
    // bounded, so that differences stay numbers
    return Math.pow(nodes, Math.min(10, 1 - free / info.memoryTotal()));
  }
}
