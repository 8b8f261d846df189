package org.mosix.sim;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** One execution on a virtual clock: jobs arrive, share machines, move and end, event by event, without time steps. */
final class ClusterRun {

  /** Ten times as long as information lives. */
  private static final double QUIET_SECONDS = 100;
  /** Enough for news of all to be with all again. */
  private static final double WARM_UP_SECONDS = 15;

  private record Event(double at, long order, Runnable action) {}

  final Experiment experiment;
  final Machine[] machines;
  private final Strategy strategy;
  private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::order));
  private long order;
  private final double horizon;
  private double now;
  /** When a job last came, moved or ended. */
  private double changed;
  private int left;
  private int moves;
  private double slowdowns;
  private final double[] secondsOfMoves;

  /** @param horizon seconds after which the run ends even if jobs are left */
  private ClusterRun(Experiment experiment, Strategy strategy, double horizon) {
    this.experiment = experiment;
    this.strategy = strategy;
    this.horizon = horizon;
    machines = new Machine[experiment.machines()];
    for (int i = 0; i < machines.length; i++) {
      machines[i] = new Machine(i);
    }
    secondsOfMoves = new double[(int) Math.min(horizon, 100_000) + 1];
  }

  /**
   * How an execution went.
   *
   * @param slowdowns of all jobs together
   * @param movesPerSecond how many moves began in each second
   */
  record Outcome(int jobs, double slowdowns, int moves, double seconds, double[] movesPerSecond) {}

  static Outcome run(Experiment experiment, List<Job> jobs, Strategy strategy, double horizon) {
    ClusterRun run = new ClusterRun(experiment, strategy, horizon);
    run.left = jobs.size();
    jobs.forEach(job -> run.at(job.arrival, () -> run.arrive(job)));
    run.at(1, run::second);
    while (run.left > 0 && !run.events.isEmpty() && run.events.peek().at <= horizon) {
      Event event = run.events.poll();
      run.now = event.at;
      event.action.run();
    }
    return new Outcome(jobs.size() - run.left, run.slowdowns, run.moves, run.now, run.secondsOfMoves);
  }

  double now() {
    return now;
  }

  private void at(double when, Runnable action) {
    events.add(new Event(when, order++, action));
  }

  private void second() {
    strategy.everySecond(this);
    at(nextSecond(), this::second);
  }

  /**
   * Executions end with jobs that run alone for hours. When no job has come, moved or ended for a while nothing new is told or decided until one does,
   * and the seconds until shortly before are left out.
   */
  private double nextSecond() {
    Event next = events.peek();
    boolean quiet = horizon == Double.POSITIVE_INFINITY && now - changed > QUIET_SECONDS && next != null;
    return quiet ? Math.max(now + 1, Math.floor(next.at) - WARM_UP_SECONDS) : now + 1;
  }

  private void arrive(Job job) {
    job.machine = strategy.place(job, this);
    job.cameAt = now;
    Machine machine = machines[job.machine];
    machine.hold(job, now);
    expect(machine);
  }

  /** Plans the next end of a job there; plans made before a change are void. */
  private void expect(Machine machine) {
    changed = now;
    double when = machine.firstEnds();
    int version = machine.version;
    if (when < Double.POSITIVE_INFINITY) {
      at(when, () -> {
        if (machine.version == version) {
          Job job = machine.first();
          machine.drop(job, now);
          job.endedAt = now;
          left--;
          slowdowns += job.slowdown(now);
          expect(machine);
        }
      });
    }
  }

  /** Starts a move. It stands still for {@link Experiment#moveSeconds}; both machines hold its memory meanwhile. */
  void move(Job job, int to) {
    if (job.moving() || to == job.machine) {
      throw new IllegalStateException("job " + job.id + ": from " + job.machine + " to " + to + " (expected: one move at a time, to elsewhere)");
    }
    Machine source = machines[job.machine];
    Machine target = machines[to];
    source.setRunning(job, () -> job.target = to, now);
    target.hold(job, now);
    moves++;
    job.moves++;
    secondsOfMoves[(int) Math.min(secondsOfMoves.length - 1, now)]++;
    expect(source);
    expect(target);
    double seconds = experiment.moveSeconds(job.memory);
    if (seconds == 0) {
      arrived(job, source, target);
    } else {
      at(now + seconds, () -> arrived(job, source, target));
    }
  }

  private void arrived(Job job, Machine source, Machine target) {
    source.drop(job, now);
    target.setRunning(job, () -> {
      job.machine = target.index;
      job.target = -1;
      job.cameAt = now;
      job.doneBefore = job.done;
    }, now);
    expect(source);
    expect(target);
  }
}
