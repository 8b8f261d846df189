package org.mosix.sim;

import java.util.function.LongFunction;

/**
 * A strategy over many executions.
 *
 * @param slowdown mean over all jobs of all executions
 * @param perExecution mean of the executions' means
 * @param movesPerJob moves over jobs
 */
record Slowdowns(String strategy, double slowdown, double perExecution, double movesPerJob) {

  static Slowdowns of(String name, Experiment experiment, int executions, long seed, LongFunction<Strategy> strategy) {
    double slowdowns = 0;
    double jobs = 0;
    double means = 0;
    double moves = 0;
    for (int i = 0; i < executions; i++) {
      long mine = seed * 1_000_003 + i;
      ClusterRun.Outcome outcome = ClusterRun.run(experiment, experiment.jobs(mine), strategy.apply(mine), Double.POSITIVE_INFINITY);
      slowdowns += outcome.slowdowns();
      jobs += outcome.jobs();
      means += outcome.jobs() == 0 ? 0 : outcome.slowdowns() / outcome.jobs();
      moves += outcome.moves();
    }
    return new Slowdowns(name, slowdowns / jobs, means / executions, moves / jobs);
  }
}
