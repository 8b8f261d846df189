package org.mosix.sim;

import java.util.ArrayList;
import java.util.List;
import org.mosix.balance.Tuning;

/**
 * Jobs that compute and jobs that read at home all the time start together on one machine. Do those that compute leave, and do those that read
 * stay?
 *
 * @param ioWeight {@link org.mosix.balance.Tunable#IO_WEIGHT}
 * @param computing mean seconds that a job took that computes
 * @param reading mean seconds that a job took that reads
 * @param readingMoves moves of those that read
 * @param moves of all
 */
record IoMix(double ioWeight, double computing, double reading, int readingMoves, int moves) {

  private static final int JOBS = 12;
  private static final double CPU_SECONDS = 60;
  /** Seconds of waiting for home per CPU second, elsewhere: 10,000 small reads per CPU second of 0.2 ms each. */
  private static final double WAIT = 2;
  private static final double HORIZON = 100_000;

  static IoMix run(Tuning tuning, double ioWeight, long seed) {
    Experiment experiment = Experiment.published(1, Experiment.FITTED_MEMORY_PERCENT).withMoveCosts();
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      jobs.add(new Job(i, 0, CPU_SECONDS, 1 << 20, 0, i % 2 == 0 ? WAIT : 0));
    }
    ClusterRun.Outcome outcome = ClusterRun.run(experiment, jobs, new Daemons(tuning, seed), HORIZON);
    return new IoMix(ioWeight, mean(jobs, false), mean(jobs, true), jobs.stream().filter(job -> job.io > 0).mapToInt(job -> job.moves).sum(), outcome.moves());
  }

  private static double mean(List<Job> jobs, boolean reading) {
    return jobs.stream().filter(job -> job.io > 0 == reading).mapToDouble(job -> job.endedAt).average().orElseThrow();
  }
}
