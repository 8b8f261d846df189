package org.mosix.info;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where what a process reads and writes lies: at its home, or in files of nodes ({@code /mfs}). For each of these places an {@link IoMeter}. Not
 * thread-safe.
 */
public final class DataMeter {

  /** Calls on files of nodes are not counted, only their bytes; so much is in one, the buffer of most streams. */
  private static final long BYTES_PER_CALL = 8192;

  private final IoMeter home = new IoMeter();
  private final Map<Integer, IoMeter> nodes = new TreeMap<>();
  private double homeCalls;
  private double homeBytes;
  private long lastCalls;
  private long lastBytes;
  private long lastElsewhere;

  /**
   * Closes an interval of a process that is at home, where the bytes of other nodes go through its sockets and are counted by the system as well.
   *
   * @param calls reads and writes so far, as the system counts them
   * @param bytes of them
   * @param bytesOfNodes so far, by number of the node
   * @param self the home's number: what it has itself is in {@code bytes} only
   */
  public void intervalAtHome(long calls, long bytes, Map<Integer, Long> bytesOfNodes, int self, double cpuSeconds, long nanos) {
    long elsewhere = bytesOfNodes.entrySet().stream().filter(node -> node.getKey() != self).mapToLong(Map.Entry::getValue).sum();
    double moved = Math.max(0, bytes - lastBytes);
    double own = moved - Math.min(moved, Math.max(0, elsewhere - lastElsewhere));
    homeBytes += own;
    homeCalls += moved == 0 ? Math.max(0, calls - lastCalls) : Math.max(0, calls - lastCalls) * own / moved;
    lastCalls = calls;
    lastBytes = bytes;
    lastElsewhere = elsewhere;
    home.interval((long) homeCalls, (long) homeBytes, cpuSeconds, nanos);
    intervalOfNodes(bytesOfNodes, self, cpuSeconds, nanos);
  }

  /** Closes an interval of a process that is away: {@code calls} and {@code bytes} are what its home has served. */
  public void intervalAway(long calls, long bytes, Map<Integer, Long> bytesOfNodes, double cpuSeconds, long nanos) {
    home.interval(calls, bytes, cpuSeconds, nanos);
    intervalOfNodes(bytesOfNodes, 0, cpuSeconds, nanos);
  }

  private void intervalOfNodes(Map<Integer, Long> bytesOfNodes, int except, double cpuSeconds, long nanos) {
    bytesOfNodes.forEach((node, bytes) -> {
      if (node != except) {
        nodes.computeIfAbsent(node, absent -> new IoMeter()).interval(bytes / BYTES_PER_CALL, bytes, cpuSeconds, nanos);
      }
    });
  }

  /** Seconds that it waits for its home where it is not at home, see {@link IoMeter#secondsPerCpuSecond}. */
  public double ofHome(double callSeconds, double bytesPerSecond) {
    return home.secondsPerCpuSecond(callSeconds, bytesPerSecond);
  }

  /** The same for the files of nodes, by number of the node. */
  public Map<Integer, Double> ofNodes(double callSeconds, double bytesPerSecond) {
    Map<Integer, Double> seconds = new TreeMap<>();
    nodes.forEach((node, meter) -> seconds.put(node, meter.secondsPerCpuSecond(callSeconds, bytesPerSecond)));
    return seconds;
  }
}
