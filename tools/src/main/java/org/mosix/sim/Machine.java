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
    if (running > 0 && now > at) {
      for (Job job : jobs) {
        if (runs(job)) {
          job.done += (now - at) * rate(job);
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

  /** CPU seconds per second. What a job does not use while it waits for its home nobody else gets, which is a little pessimistic. */
  private double rate(Job job) {
    return 1 / (computing() + waiting(job));
  }

  /** Seconds for one CPU second of each running job. */
  private double computing() {
    return running / speed * (swaps() ? Experiment.SWAP_SLOWDOWN : 1);
  }

  private double waiting(Job job) {
    return job.home == index ? 0 : job.io;
  }

  /** Share of the time in which the job computes or wants to. */
  double demand(Job job) {
    return runs(job) ? computing() / (computing() + waiting(job)) : 0;
  }

  /** The running job that ends first, or null. */
  Job first() {
    Job first = null;
    for (Job job : jobs) {
      if (runs(job) && (first == null || seconds(job) < seconds(first))) {
        first = job;
      }
    }
    return first;
  }

  private double seconds(Job job) {
    return Math.max(0, job.cpu - job.done) / rate(job);
  }

  double firstEnds() {
    Job first = first();
    return first == null ? Double.POSITIVE_INFINITY : at + seconds(first);
  }
}
