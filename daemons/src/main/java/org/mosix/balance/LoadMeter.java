package org.mosix.balance;

/**
 * The load of a node, smoothed in two ways. What others are told rises at once and falls slowly, and guests that just came are counted in
 * full; what the node itself decides by is the reverse. So a node never looks emptier to others than to itself, and that gap keeps two
 * nodes from sending each other the same process. Not thread-safe.
 */
public final class LoadMeter {

  private double sum;
  private int samples;
  private double told;
  private double own;

  /** Counts {@code runnable} threads, once or many times per interval. */
  public void sample(double runnable) {
    if (!(runnable >= 0)) {
      throw new IllegalArgumentException("runnable threads: " + runnable + " (expected: 0 or more)");
    }
    sum += runnable;
    samples++;
  }

  /**
   * Ends an interval. Without a sample in it nothing changes.
   *
   * @param newcomers guests that came during the last {@link Tunable#NEWCOMER} seconds, or are on their way, times their threads, and which
   *     the samples do not show yet
   */
  public void interval(Tuning tuning, int cpus, int speed, double newcomers) {
    if (samples == 0) {
      return;
    }
    double toLoad = tuning.get(Tunable.STANDARD_SPEED) / speed / cpus;
    double now = sum / samples * toLoad;
    double padded = now + newcomers * toLoad;
    told = padded >= told ? padded : mix(tuning.get(Tunable.FALL), told, padded);
    own = now <= own ? now : mix(tuning.get(Tunable.RISE), own, now);
    sum = 0;
    samples = 0;
  }

  private static double mix(double kept, double old, double now) {
    return kept * old + (1 - kept) * now;
  }

  /** The load for others, see {@link NodeInfo#load()}. */
  public double told() {
    return told;
  }

  /** The load for decisions of this node, never above {@link #told()}. */
  public double own() {
    return own;
  }
}
