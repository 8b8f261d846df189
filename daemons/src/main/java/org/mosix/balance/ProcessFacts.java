package org.mosix.balance;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the balancer needs to know of a process that runs on its node.
 *
 * @param pid at its home
 * @param home its home node
 * @param cpuSeconds it has used since it was started, anywhere, in seconds of the processors it used
 * @param cpuSecondsHere it has used since it came to this node (or was started here)
 * @param secondsHere since then
 * @param cpuShare processors it used lately: 1 is one processor all the time
 * @param threads that want a processor, at least 1 for a process that computes
 * @param memory bytes it takes here, and will take elsewhere
 * @param ioSeconds seconds that it waits for files and calls of a node, for each that it computes, if it is not on that node; by node (its home
 *     for calls that the deputy serves)
 * @param priority 0 is ordinary; among equals those of higher priority leave a loaded node first, those below 0 last
 * @param mask nodes it may go to
 * @param cannotMove why it cannot leave now: locked, pinned and where, moving; empty if it can
 */
public record ProcessFacts(long pid, int home, double cpuSeconds, double cpuSecondsHere, double secondsHere, double cpuShare, int threads,
    long memory, Map<Integer, Double> ioSeconds, int priority, NodeMask mask, Optional<Hold> cannotMove) {

  /** Why a process cannot leave. */
  public record Hold(Kind kind, String text) {

    /** A lock holds against balancing only; the others hold against everything. */
    public enum Kind { LOCKED, PINNED, MOVING }

    public Hold {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(text, "text");
    }
  }

  public ProcessFacts {
    ioSeconds = Map.copyOf(ioSeconds);
    Objects.requireNonNull(mask, "mask");
    Objects.requireNonNull(cannotMove, "cannotMove");
    if (!(cpuSeconds >= 0) || !(cpuSecondsHere >= 0) || !(secondsHere >= 0) || !(cpuShare >= 0) || threads < 0 || memory < 0) {
      throw new IllegalArgumentException("process " + pid + ": a time, a share, a count or a size below 0 (expected: 0 or more)");
    }
  }

  /** Whether another node is its home. */
  boolean isGuest(int self) {
    return home != self;
  }
}
