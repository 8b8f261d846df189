package org.mosix.balance;

import java.util.Set;

/**
 * What a node knows of itself and tells to others, once per interval.
 *
 * @param node its number, 1 to 65535
 * @param cpus processors, at least 1
 * @param speed of one of them; {@link Tunable#STANDARD_SPEED} is the standard
 * @param load runnable threads per processor, times the standard speed over its own: the time, in seconds of a standard processor, that one
 *     CPU second of a process takes here if the load is over one per processor. In a message it is {@link LoadMeter#told()}
 * @param longLoad the part of {@code load} that comes from processes older than {@link Tunable#SETTLED}
 * @param memoryTotal bytes
 * @param memoryFree bytes that processes can have without anything being swapped
 * @param swapTotal bytes
 * @param swapFree bytes
 * @param guests processes of other nodes that run here
 * @param flags state and policies
 */
public record NodeInfo(int node, int cpus, int speed, double load, double longLoad, long memoryTotal, long memoryFree, long swapTotal,
    long swapFree, int guests, Set<NodeFlag> flags) {

  static final int MAX_NODE = 65_535;

  /** @throws IllegalArgumentException if a value is impossible */
  public NodeInfo {
    check("node", node, 1, MAX_NODE);
    check("cpus", cpus, 1, 65_535);
    check("speed", speed, 1, 1_000_000_000);
    check("guests", guests, 0, 65_535);
    checkLoad("load", load);
    checkLoad("long load", longLoad);
    check("total memory in bytes", memoryTotal, 1, Long.MAX_VALUE);
    check("free memory in bytes", memoryFree, 0, memoryTotal);
    check("total swap in bytes", swapTotal, 0, Long.MAX_VALUE);
    check("free swap in bytes", swapFree, 0, swapTotal);
    flags = Set.copyOf(flags);
  }

  private static void check(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }

  private static void checkLoad(String what, double value) {
    if (!(value >= 0 && value <= 1e9)) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: 0 to 1e9 processes per standard processor)");
    }
  }

  /** Whether guests may be sent there, as far as it told. */
  public boolean accepts() {
    return flags.stream().noneMatch(NodeFlag::refuses);
  }

  /** Threads that want a processor. */
  public double runnable(double standardSpeed) {
    return load * cpus * speed / standardSpeed;
  }

  /** The load of {@code runnable} threads on this node. */
  public double loadOf(double runnable, double standardSpeed) {
    return runnable * standardSpeed / speed / cpus;
  }

  public NodeInfo withLoad(double newLoad) {
    return new NodeInfo(node, cpus, speed, newLoad, Math.min(longLoad, newLoad), memoryTotal, memoryFree, swapTotal, swapFree, guests, flags);
  }

  public NodeInfo withMemoryFree(long bytes) {
    return new NodeInfo(node, cpus, speed, load, longLoad, memoryTotal, Math.max(0, Math.min(bytes, memoryTotal)), swapTotal, swapFree,
        guests, flags);
  }
}
