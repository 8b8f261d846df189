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
}
