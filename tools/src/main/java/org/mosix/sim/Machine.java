package org.mosix.sim;

import java.util.ArrayList;
import java.util.List;

/** A machine that shares its processor fairly, and runs ten times slower when its jobs take more memory than it has. */
final class Machine {

  final int index;
  final double speed;
  final long bytes;

  /** Those it holds in memory: on a job's way both machines hold it, and neither runs it. */
  final List<Job> jobs = new ArrayList<>();

  private long used;
  private int running;
  private double at;

  /** Counts changes, so that an event computed before one is known to be outdated. */
  int version;

  Machine(int index) {
    this.index = index;
    speed = (double) Experiment.mhz(index) / Experiment.FASTEST_MHZ;
    bytes = Experiment.bytes(index);
  }

  long used() {
    return used;
  }

  /** Jobs that want the processor. */
  int running() {
    return running;
  }

  boolean swaps() {
    return used > bytes;
  }

  void advance(double now) {
    double each = running == 0 ? 0 : (now - at) * rate();
    if (each > 0) {
      for (Job job : jobs) {
        if (runs(job)) {
          job.done += each;
        }
      }
    }
    at = now;
  }

  void hold(Job job, double now) {
    advance(now);
    jobs.add(job);
    used += job.memory;
    running += runs(job) ? 1 : 0;
    version++;
  }

  void drop(Job job, double now) {
    advance(now);
    running -= runs(job) ? 1 : 0;
    used -= job.memory;
    jobs.remove(job);
    version++;
  }

  /** The job stops running here, and starts on its way or after it. */
  void setRunning(Job job, Runnable change, double now) {
    advance(now);
    running -= runs(job) ? 1 : 0;
    change.run();
    running += runs(job) ? 1 : 0;
    version++;
  }

  private boolean runs(Job job) {
    return job.machine == index && !job.moving();
  }

  private double rate() {
    return speed / running / (swaps() ? Experiment.SWAP_SLOWDOWN : 1);
  }

  /** The running job with the least left to do, or null. */
  Job first() {
    Job first = null;
    for (Job job : jobs) {
      if (runs(job) && (first == null || job.cpu - job.done < first.cpu - first.done)) {
        first = job;
      }
    }
    return first;
  }

  double firstEnds() {
    Job first = first();
    return first == null ? Double.POSITIVE_INFINITY : at + Math.max(0, first.cpu - first.done) / rate();
  }
}
