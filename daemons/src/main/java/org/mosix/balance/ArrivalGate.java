package org.mosix.balance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Admits guests: a bounded number per interval, so that many nodes that see the same empty one do not flood it. Not thread-safe. */
public final class ArrivalGate {

  private final Deque<Long> admitted = new ArrayDeque<>();

  /**
   * Admits a guest, or gives the reason why not.
   *
   * @param here this node now, with its flags
   * @param memory bytes the guest needs
   * @param cause of the move: what an administrator asked for, and what must go somewhere, is not counted against the rate
   */
  public Optional<String> admit(long nowMillis, NodeInfo here, long memory, Decision.Cause cause, Tuning tuning) {
    return admit(nowMillis, here, memory, cause, 0, 0, tuning);
  }

  /**
   * The same for a node that asks.
   *
   * @param giver the node
   * @param giversDepth its {@link SwapGathering#depth}
   */
  public Optional<String> admit(long nowMillis, NodeInfo here, long memory, Decision.Cause cause, int giver, double giversDepth, Tuning tuning) {
    if (cause == Decision.Cause.GATHER && here.flags().contains(NodeFlag.SWAPPING)) {
      return gather(here, memory, giver, giversDepth, tuning);
    }
    Optional<NodeFlag> refusing = here.flags().stream().filter(NodeFlag::refuses).findFirst();
    if (refusing.isPresent()) {
      return Optional.of("node " + here.node() + " accepts no guests: " + refusing.get());
    }
    long left = (long) (here.memoryFree() - tuning.get(Tunable.MEMORY_LOW) * here.memoryTotal());
    if (left < memory) {
      return Optional.of("memory: node " + here.node() + " can give " + (Math.max(0, left) >> 20) + " MB (expected: " + (memory >> 20) + " MB)");
    }
    while (!admitted.isEmpty() && nowMillis - admitted.peekFirst() >= tuning.intervalMillis()) {
      admitted.removeFirst();
    }
    if (cause == Decision.Cause.BALANCE && admitted.size() >= tuning.count(Tunable.ARRIVALS)) {
      return Optional.of("node " + here.node() + " took " + admitted.size() + " guests in the last " + tuning.get(Tunable.INTERVAL)
          + " s (expected: fewer than " + tuning.count(Tunable.ARRIVALS) + ")");
    }
    admitted.addLast(nowMillis);
    return Optional.empty();
  }

  /** A node that is short of memory takes what waits for memory from nodes that are less so. */
  private static Optional<String> gather(NodeInfo here, long memory, int giver, double giversDepth, Tuning tuning) {
    Optional<NodeFlag> refusing = here.flags().stream().filter(flag -> flag.refuses() && flag != NodeFlag.SWAPPING).findFirst();
    if (refusing.isPresent()) {
      return Optional.of("node " + here.node() + " accepts no guests: " + refusing.get());
    }
    if (!SwapGathering.gathers(here.node(), SwapGathering.depth(here), giver, giversDepth)) {
      return Optional.of("node " + here.node() + " is less short of memory than node " + giver);
    }
    return SwapGathering.hasSwapFor(here, 0, memory, tuning) ? Optional.empty()
        : Optional.of("swap: node " + here.node() + " has " + (here.swapFree() >> 20) + " MB (expected: room for " + (memory >> 20) + " MB)");
  }
}
