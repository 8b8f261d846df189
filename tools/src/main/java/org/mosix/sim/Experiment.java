package org.mosix.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The experiment of Amir, Awerbuch, Barak, Borgstrom and Keren, An opportunity cost approach for job assignment in a scalable computing
 * cluster (PDCS 1998; IEEE TPDS 11(7), 2000; R. S. Borgstrom's thesis, 2000, sections 3.1 to 3.3), in one place.
 *
 * @param groups six machines times this many
 * @param memoryPercent of the largest machine's memory that a job takes, over a uniform random number. The papers print 1, with which PVM comes
 *     out far slower than published; 0.3 was selected among many readings because the controls then look like the published ones, see
 *     docs/balancing.md
 * @param moveFixed seconds a move takes whatever its size: assumed, more than a small program takes; 0 in the published simulation
 * @param moveRate bytes per second that a move transfers: a 100 Mbit/s Ethernet, what such machines had
 */
record Experiment(int groups, double memoryPercent, double moveFixed, double moveRate) {

  private static final int[] SPEED_MHZ = {200, 200, 200, 133, 133, 90};
  private static final int[] MEMORY_MB = {64, 64, 64, 32, 32, 24};
  static final int FASTEST_MHZ = 200;

  /** PDCS 1998: for one thousand simulated seconds; then the executions run until all jobs are done. */
  static final double ARRIVALS_SECONDS = 1000;
  static final double SECONDS_BETWEEN_ARRIVALS = 10;
  static final double CPU_SECONDS = 2;
  static final double BATCH_SHARE = 0.05;
  static final double BATCH_FACTOR = 10;
  static final int BATCH_PARTS = 20;
  /** TPDS 2000: the thrashing constant. */
  static final double SWAP_SLOWDOWN = 10;

  static final double LITERAL_MEMORY_PERCENT = 1;
  static final double FITTED_MEMORY_PERCENT = 0.3;

  static Experiment published(int groups, double memoryPercent) {
    return new Experiment(groups, memoryPercent, 0, Double.POSITIVE_INFINITY);
  }

  Experiment withMoveCosts() {
    return new Experiment(groups, memoryPercent, 0.5, 10e6);
  }

  int machines() {
    return groups * SPEED_MHZ.length;
  }

  static int mhz(int machine) {
    return SPEED_MHZ[machine % SPEED_MHZ.length];
  }

  static long bytes(int machine) {
    return (long) MEMORY_MB[machine % MEMORY_MB.length] << 20;
  }

  double moveSeconds(long memory) {
    return moveFixed + memory / moveRate;
  }

  /** The jobs of one execution: the same for every strategy. */
  List<Job> jobs(long seed) {
    Random random = new Random(seed);
    List<Job> jobs = new ArrayList<>();
    double gap = SECONDS_BETWEEN_ARRIVALS / groups;
    for (double at = exponential(random, gap); at < ARRIVALS_SECONDS; at += exponential(random, gap)) {
      boolean batch = random.nextDouble() < BATCH_SHARE;
      int parts = batch ? 1 + random.nextInt(BATCH_PARTS) : 1;
      double cpu = CPU_SECONDS * (batch ? BATCH_FACTOR : 1) / (1 - random.nextDouble());
      long memory = (long) (memoryPercent / 100 * (MEMORY_MB[0] << 20) / (1 - random.nextDouble()));
      for (int part = 0; part < parts; part++) {
        jobs.add(new Job(jobs.size(), at, cpu, memory, jobs.size() % machines()));
      }
    }
    return jobs;
  }

  private static double exponential(Random random, double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }
}
