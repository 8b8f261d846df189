package org.mosix.balance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mosix.balance.Decision.Cause;
import org.mosix.balance.InfoWindow.Entry;

/**
 * What to do when memory is short everywhere: processes that fit nowhere are brought together. A node that pages hands its largest process
 * to one that pages more, so that in the end a few nodes swap, which would have swapped anyway, and not all of them. Every step goes from the
 * lesser {@link #depth} to the greater, which it increases; so nothing goes round in circles. A pure function of its arguments.
 */
public final class SwapGathering {

  private final int self;
  private final Tuning tuning;

  SwapGathering(int self, Tuning tuning) {
    this.self = self;
    this.tuning = tuning;
  }

  /** How much work waits for memory: bytes that a node lacks times its speed, for a fast node gets done with it sooner. 0 if it lacks none. */
  public static double depth(NodeInfo info) {
    return Math.max(0, -OpportunityCost.free(info)) * info.speed();
  }

  /** Whether the first of two nodes gathers and the second gives, each with its {@link #depth}. */
  static boolean gathers(int node, double depth, int giver, double giversDepth) {
    return depth > giversDepth || depth == giversDepth && depth > 0 && node > giver;
  }

  /** Whether a process of {@code memory} bytes finds swap there: it must never be the one for which the system kills others. */
  static boolean hasSwapFor(NodeInfo info, long promised, long memory, Tuning tuning) {
    return info.memoryFree() + info.swapFree() - promised - memory >= tuning.get(Tunable.MEMORY_GOAL) * info.memoryTotal();
  }

  /** The largest process that can go to a node that lacks more; empty if there is none, or this node lacks nothing. */
  Optional<Decision> decide(long nowMillis, NodeInfo here, List<ProcessFacts> processes, List<Entry> known) {
    long swapping = 1 + known.stream().filter(entry -> entry.info().flags().contains(NodeFlag.SWAPPING)).count();
    if (swapping <= tuning.get(Tunable.GATHER) * (1 + known.size())) {
      // others have room for all that fits somewhere, and one node more or less that swaps makes no difference to them
      return Optional.empty();
    }
    double depth = depth(here);
    List<Entry> deeper = known.stream().filter(entry -> isShortOfMemoryOnly(entry.info()) && gathers(entry.info().node(), depth(entry.info()), self, depth))
        .sorted(Comparator.comparingDouble(entry -> -depth(entry.info()))).toList();
    return depth == 0 || deeper.isEmpty() ? Optional.empty()
        : processes.stream().filter(process -> process.memory() > 0 && Balancer.heldFast(process).isEmpty() && !fitting(process, deeper).isEmpty())
            .max(Comparator.comparingLong(ProcessFacts::memory)).map(process -> decision(nowMillis, here, process, fitting(process, deeper)));
  }

  private static boolean isShortOfMemoryOnly(NodeInfo info) {
    return info.flags().contains(NodeFlag.SWAPPING) && info.flags().stream().allMatch(flag -> flag == NodeFlag.SWAPPING || !flag.refuses());
  }

  private List<Entry> fitting(ProcessFacts process, List<Entry> deeper) {
    return deeper.stream().filter(entry -> (entry.info().node() == process.home() || process.mask().permits(entry.info().node()))
        && hasSwapFor(entry.info(), entry.promisedBytes(), process.memory(), tuning)).toList();
  }

  private Decision decision(long nowMillis, NodeInfo here, ProcessFacts process, List<Entry> targets) {
    OpportunityCost cost = new OpportunityCost(tuning, 2);
    List<Bid> bids = targets.stream().map(entry -> cost.toHave(entry.info(), 1, process.memory(), 0, 0, entry.ageMillis(nowMillis))).toList();
    return new Decision(nowMillis, process.pid(), process.home(), self, Cause.GATHER, targets.stream().map(entry -> entry.info().node()).toList(),
        cost.toKeep(here, 1, process.memory(), 0), bids, "node " + self + " lacks " + ((long) -OpportunityCost.free(here) >> 20)
        + " MB and no node has room: this process of " + (process.memory() >> 20) + " MB joins those that wait for memory elsewhere");
  }
}
