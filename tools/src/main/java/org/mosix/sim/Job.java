package org.mosix.sim;

/** One process of the experiment. Times in seconds, CPU in seconds of the fastest machine, memory in bytes. */
final class Job {

  final int id;
  final double arrival;
  final double cpu;
  final long memory;

  /** Round robin over the machines: where its user sits. */
  final int home;

  /** Seconds that it waits for its home, for each that it computes, when it is not there. */
  final double io;

  double done;
  double doneBefore;
  double endedAt;
  int moves;
  double cameAt;
  int machine;
  int target = -1;

  Job(int id, double arrival, double cpu, long memory, int home) {
    this(id, arrival, cpu, memory, home, 0);
  }

  Job(int id, double arrival, double cpu, long memory, int home, double io) {
    this.io = io;
    this.id = id;
    this.arrival = arrival;
    this.cpu = cpu;
    this.memory = memory;
    this.home = home;
    machine = home;
  }

  boolean moving() {
    return target >= 0;
  }

  double slowdown(double now) {
    return (now - arrival) / cpu;
  }
}
