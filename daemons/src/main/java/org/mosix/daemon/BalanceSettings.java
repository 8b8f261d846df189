package org.mosix.daemon;

import java.nio.file.Path;
import org.mosix.balance.Tuning;

/**
 * How a node takes part in balancing.
 *
 * @param moves whether it moves processes away by itself; if not it still tells its load, and takes guests
 * @param cpus processors that it counts as its own; 0 for all of the machine
 * @param speed of one of them; 0 for what was set before, or the standard
 * @param memory bytes that it counts as its own; 0 for all of the machine
 * @param loadOrNull what counts as its load; null: its own programs and guests if all nodes are loopback addresses, else the machine
 * @param poolsOrNull file with the roles of nodes, see {@link org.mosix.balance.Pools}
 * @param tuning in place of the defaults
 */
record BalanceSettings(boolean moves, int cpus, int speed, long memory, LoadSource loadOrNull, Path poolsOrNull, Tuning tuning) {

  /** Tells its load and takes guests, but moves nothing. */
  static final BalanceSettings PASSIVE = new BalanceSettings(false, 0, 0, 0, null, null, Tuning.STANDARD);

  BalanceSettings {
    if (cpus < 0 || cpus > 65_535) {
      throw new IllegalArgumentException("cpus: " + cpus + " (expected: 0 to 65535; 0 for those of the machine)");
    }
    if (speed < 0 || speed > 1_000_000_000) {
      throw new IllegalArgumentException("speed: " + speed + " (expected: 1 to 1000000000; 10000 is the standard processor)");
    }
    if (memory < 0) {
      throw new IllegalArgumentException("memory: " + memory + " bytes (expected: 0 or more; 0 for that of the machine)");
    }
  }
}
