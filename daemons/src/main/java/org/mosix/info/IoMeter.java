package org.mosix.info;

/**
 * How much a process asks of its home: calls and bytes for each second that it computes. That is a property of the program, the same wherever it
 * runs, and so what is measured in one place tells what waits for it in another. Not thread-safe.
 */
public final class IoMeter {

  /** Of old figures that remains after an interval: programs read and compute by turns. */
  private static final double OLD = 7 / 8.0;

  /** A process that computes less than this is taken to compute this much, in processors. */
  private static final double LEAST_SHARE = 0.01;

  /** CPU seconds elsewhere after which what was measured at home counts half. */
  private static final double HALF = 10;

  private boolean begun;
  private long lastCalls;
  private long lastBytes;
  private double lastCpu;
  private long lastNanos;
  private double calls;
  private double bytes;
  private double cpu;

  /**
   * Closes an interval. The first only begins the count, as does one whose figures are smaller than those before: another counter.
   *
   * @param allCalls so far
   * @param allBytes so far
   * @param cpuSeconds used so far
   * @param nanos of the monotonic clock
   */
  public void interval(long allCalls, long allBytes, double cpuSeconds, long nanos) {
    if (begun && allCalls >= lastCalls && allBytes >= lastBytes && nanos > lastNanos) {
      calls = OLD * calls + allCalls - lastCalls;
      bytes = OLD * bytes + allBytes - lastBytes;
      cpu = OLD * cpu + Math.max(cpuSeconds - lastCpu, LEAST_SHARE * (nanos - lastNanos) / 1e9);
    }
    begun = true;
    lastCalls = allCalls;
    lastBytes = allBytes;
    lastCpu = cpuSeconds;
    lastNanos = nanos;
  }

  /**
   * Seconds that it waits for its home, where it is not at home, for each that it computes.
   *
   * @param callSeconds a call takes on the way
   * @param bytesPerSecond go over the network
   */
  public double secondsPerCpuSecond(double callSeconds, double bytesPerSecond) {
    return cpu == 0 ? 0 : (calls * callSeconds + bytes / bytesPerSecond) / cpu;
  }

  /**
   * What counts for a process that is away. Where calls are slow, or cost much processor time themselves, it makes few of them per CPU second, and would
   * look as if it did not mind; so what it did at home counts until it has computed for a while elsewhere.
   *
   * @param measured where it is, see {@link #secondsPerCpuSecond}
   * @param atHome the same when it was last at home
   * @param cpuSeconds used since it came where it is
   */
  public static double away(double measured, double atHome, double cpuSeconds) {
    return Math.max(measured, atHome / (1 + cpuSeconds / HALF));
  }
}
