package org.mosix.balance;

/** How long moves take between this node and others, as {@code tune} measured or {@link Tuning} says. */
@FunctionalInterface
public interface MoveCosts {

  /** Seconds for which a process of {@code bytes} stands still when it moves to {@code node}. */
  double seconds(int node, long bytes);

  /** The same for every node. */
  static MoveCosts of(Tuning tuning) {
    double fixed = tuning.get(Tunable.MOVE_FIXED);
    double rate = tuning.get(Tunable.MOVE_RATE) * 1e6;
    return (node, bytes) -> fixed + bytes / rate;
  }
}
