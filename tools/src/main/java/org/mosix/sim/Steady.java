package org.mosix.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mosix.balance.Tuning;

/** Steady load: jobs that never end all start on the first machine, and nothing else happens. Do moves go to zero? */
final class Steady {

  private static final int SECONDS = 600;
  private static final int JOBS_PER_MACHINE = 3;
  private static final long JOB_BYTES = 1 << 20;

  /** Moves begun in each second. */
  private final double[] moves;

  private Steady(double[] moves) {
    this.moves = moves;
  }

  static Steady run(int groups, long seed) {
    Experiment experiment = Experiment.published(groups, Experiment.FITTED_MEMORY_PERCENT).withMoveCosts();
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < experiment.machines() * JOBS_PER_MACHINE; i++) {
      jobs.add(new Job(i, 0, 1e12, JOB_BYTES, i % Math.max(1, experiment.machines() / 6)));
    }
    ClusterRun.Outcome outcome = ClusterRun.run(experiment, jobs, new Daemons(Tuning.STANDARD, seed), SECONDS);
    return new Steady(Arrays.copyOf(outcome.movesPerSecond(), SECONDS));
  }

  double[] movesPerSecond() {
    return moves.clone();
  }

  int all() {
    return (int) Arrays.stream(moves).sum();
  }

  /** The second in which the last move began; 0 if none did. */
  int last() {
    for (int i = SECONDS - 1; i > 0; i--) {
      if (moves[i] > 0) {
        return i;
      }
    }
    return 0;
  }
}
