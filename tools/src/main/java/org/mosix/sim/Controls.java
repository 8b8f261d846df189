package org.mosix.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The four strategies of the paper. Their moves are free, and they know the present state of the machines they look at. */
final class Controls {

  private Controls() {}

  /** Strict round robin; nothing moves. Has no parameter. */
  static final class Pvm implements Strategy {
    @Override
    public int place(Job job, ClusterRun run) {
      return job.home;
    }
  }

  /** Every job starts where its marginal cost {@code n^(memory used / total) + n^(jobs / L)} is least. Has no parameter. */
  static class EnhancedPvm implements Strategy {
    double most = 1;

    @Override
    public int place(Job job, ClusterRun run) {
      int best = 0;
      for (int i = 1; i < run.machines.length; i++) {
        if (marginal(run, i, job, 1) < marginal(run, best, job, 1)) {
          best = i;
        }
      }
      raise(run.machines[best].running() + 1);
      return best;
    }

    /** L is doubled whenever the largest number of jobs seen passes it. */
    void raise(int jobs) {
      if (jobs > most) {
        most *= 2;
      }
    }

    /** What the job adds to the machine's cost ({@code sign} 1), or what the machine would save without it (-1). */
    double marginal(ClusterRun run, int machine, Job job, int sign) {
      Machine of = run.machines[machine];
      double without = cost(run, of, of.used(), of.running());
      double marginal = sign * (cost(run, of, of.used() + sign * job.memory, of.running() + sign) - without);
      // a power too large for a double
      return Double.isNaN(marginal) ? Double.MAX_VALUE : marginal;
    }

    private double cost(ClusterRun run, Machine machine, long used, int jobs) {
      int n = run.machines.length;
      return Math.pow(n, (double) used / machine.bytes) + Math.pow(n, jobs / most);
    }
  }

  /** Starts jobs as E-PVM; every second each machine looks at two others and moves each job that costs less there. */
  static final class EnhancedMosix extends EnhancedPvm {
    private static final int LOOKS_AT = 2;
    private final Random random;

    EnhancedMosix(long seed) {
      random = new Random(seed);
    }

    @Override
    public void everySecond(ClusterRun run) {
      for (Machine machine : run.machines) {
        int[] others = others(run, machine.index, LOOKS_AT, random);
        for (Job job : new ArrayList<>(machine.jobs)) {
          double here = marginal(run, machine.index, job, -1);
          for (int other : others) {
            if (marginal(run, other, job, 1) < here) {
              run.move(job, other);
              raise(run.machines[other].running());
              break;
            }
          }
        }
      }
    }
  }

  /**
   * Jobs start at home. Each machine now and then looks at two others: if it pages, it sends its largest job to one with room; else, if the
   * relative loads differ by more than a threshold, its oldest job that fits. The papers do not give the two numbers; these are
   * guesses.
   */
  static final class Mosix implements Strategy {
    private static final int LOOKS_AT = 2;
    static final int SECONDS_BETWEEN_LOOKS = 12;
    static final double THRESHOLD = 0.5;
    private final Random random;

    Mosix(long seed) {
      random = new Random(seed);
    }

    @Override
    public int place(Job job, ClusterRun run) {
      return job.home;
    }

    @Override
    public void everySecond(ClusterRun run) {
      if ((long) run.now() % SECONDS_BETWEEN_LOOKS == 0) {
        for (Machine machine : run.machines) {
          int[] others = others(run, machine.index, LOOKS_AT, random);
          if (!machine.swaps() || !usher(run, machine, others)) {
            balance(run, machine, others);
          }
        }
      }
    }

    private static boolean usher(ClusterRun run, Machine machine, int[] others) {
      for (int other : others) {
        List<Job> fitting = fitting(run, machine, other);
        if (!fitting.isEmpty()) {
          run.move(fitting.stream().max(java.util.Comparator.comparingLong(job -> job.memory)).orElseThrow(), other);
          return true;
        }
      }
      return false;
    }

    private static void balance(ClusterRun run, Machine machine, int[] others) {
      int best = others[0];
      for (int other : others) {
        best = load(run, other, 0) < load(run, best, 0) ? other : best;
      }
      if (load(run, machine.index, 0) - load(run, best, 1) > THRESHOLD * load(run, machine.index, 0)) {
        int to = best;
        fitting(run, machine, to).stream().max(java.util.Comparator.comparingDouble(job -> job.done)).ifPresent(job -> run.move(job, to));
      }
    }

    private static List<Job> fitting(ClusterRun run, Machine machine, int to) {
      return machine.jobs.stream().filter(job -> run.machines[to].used() + job.memory <= run.machines[to].bytes).toList();
    }

    private static double load(ClusterRun run, int machine, int more) {
      return (run.machines[machine].running() + more) / run.machines[machine].speed;
    }
  }

  private static int[] others(ClusterRun run, int self, int count, Random random) {
    int[] others = new int[count];
    for (int i = 0; i < count; ) {
      int other = random.nextInt(run.machines.length);
      if (other != self && (i == 0 || other != others[0])) {
        others[i++] = other;
      }
    }
    return others;
  }
}
