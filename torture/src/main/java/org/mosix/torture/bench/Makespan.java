package org.mosix.torture.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.Departure;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.ProcessRecord;
import org.mosix.daemon.Verb;
import org.mosix.torture.AtExit;
import org.mosix.torture.Cluster;
import org.mosix.torture.real.NestedLoops;

/**
 * The test of the openMosix HOWTO: ten processes that compute, all started on node 1 of a cluster whose nodes have a processor each. How long
 * until the last has ended, against the processor time of ten such programs that run alone, divided by the processors.
 */
final class Makespan {

  private static final int PROCESSES = 10;
  private static final int NODES = 2;
  private static final double LIMIT = 1.15;
  private static final int OUTER = 10;
  private static final int TRIAL = 40_000;

  private final Bed bed;
  private final Path dist;
  private final Path java;
  private final Path directory;
  private final double seconds;

  /** @param seconds of processor time that each program should take */
  Makespan(Bed bed, Path dist, Path java, Path directory, double seconds) {
    this.bed = bed;
    this.dist = dist;
    this.java = java;
    this.directory = directory;
    this.seconds = seconds;
  }

  void measure(Consumer<Line> lines) throws IOException, InterruptedException {
    Processors processors = Processors.first(NODES);
    Alone trial = alone(processors, TRIAL);
    Alone alone = alone(processors, (int) (TRIAL * seconds / trial.seconds));
    lines.accept(run("ten processes from one of two nodes", processors, alone, false));
    lines.accept(run("the same, a node replaced meanwhile", processors, alone, true));
  }

  /** @param seconds of processor time from the start of the JVM to its end */
  private record Alone(int inner, double seconds, String output) {}

  private Alone alone(Processors processors, int inner) throws IOException, InterruptedException {
    double before = Processors.secondsOfEndedChildren();
    Process process = start(processors, null, inner);
    String output = outputOf(process);
    return new Alone(inner, Processors.secondsOfEndedChildren() - before, output);
  }

  private Process start(Processors processors, String agent, int inner) throws IOException {
    ProcessBuilder builder = bed.command(agent, List.of(), NestedLoops.class, "1", String.valueOf(OUTER), String.valueOf(inner));
    builder.command().addAll(0, processors.only(0));
    return AtExit.start(builder);
  }

  private static String outputOf(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0 || !output.endsWith("ok\n")) {
      throw new IOException("NestedLoops ended with " + process.exitValue() + " (expected: 0): " + output);
    }
    return output;
  }

  private Line run(String what, Processors processors, Alone alone, boolean replaced) throws IOException, InterruptedException {
    double ideal = PROCESSES * alone.seconds / processors.count();
    double ended = Processors.secondsOfEndedChildren();
    double busy = processors.busySeconds();
    Ten ten = new Ten(processors, alone, ideal, replaced);
    double makespan = ten.makespan();
    double ours = Processors.secondsOfEndedChildren() - ended;
    double others = processors.busySeconds() - busy - ours;
    return new Line(what, ideal, makespan, "s", makespan / ideal, LIMIT, String.format(Locale.ROOT, "%d moves; %.0f CPU seconds each alone, "
        + "%.2f times that in all; others used %.0f CPU seconds", ten.moves(), alone.seconds, ours / PROCESSES / alone.seconds, others));
  }

  /** Ten processes on a new cluster. */
  private final class Ten {

    private final Processors processors;
    private final Alone alone;
    private final double ideal;
    private final Map<Long, Integer> moves = new HashMap<>();
    private final Path nodes;
    private boolean toReplace;

    Ten(Processors processors, Alone alone, double ideal, boolean replaced) throws IOException {
      this.processors = processors;
      this.alone = alone;
      this.ideal = ideal;
      this.toReplace = replaced;
      // short: socket paths must be
      nodes = Files.createDirectory(directory.resolve(replaced ? "r" : "b"));
    }

    int moves() {
      return moves.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Seconds. */
    double makespan() throws IOException, InterruptedException {
      // node 3 has the processor of node 2, which leaves before it comes
      try (Cluster cluster = Cluster.prepare(dist, nodes, java, 3, Map.of(), List.of("--cpus", "1"), node -> processors.only(node == 1 ? 0 : 1))) {
        cluster.start(1);
        cluster.start(2);
        List<Process> processes = new ArrayList<>();
        try {
          long start = System.nanoTime();
          for (int i = 0; i < PROCESSES; i++) {
            processes.add(Makespan.this.start(processors, "run-dir=" + cluster.runDirectory(1), alone.inner));
          }
          long end = await(cluster, processes, start);
          for (Process process : processes) {
            String output = outputOf(process);
            if (!output.equals(alone.output)) {
              throw new IOException("NestedLoops printed " + output + " (expected, as alone: " + alone.output + ")");
            }
          }
          return (end - start) / 1e9;
        } finally {
          processes.forEach(Process::destroyForcibly);
        }
      }
    }

    /** Gives the time at which the last has ended. */
    private long await(Cluster cluster, List<Process> processes, long start) throws IOException, InterruptedException {
      CompletableFuture<Long> end = CompletableFuture.allOf(processes.stream().map(Process::onExit).toArray(CompletableFuture<?>[]::new))
          .thenApply(all -> System.nanoTime());
      double patience = 120 + 10 * ideal;
      for (double elapsed = 0; elapsed < patience; elapsed = (System.nanoTime() - start) / 1e9) {
        try {
          return end.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
          look(cluster, elapsed);
        } catch (ExecutionException e) {
          throw new IOException(e.getCause());
        }
      }
      throw new IOException("not all processes ended within " + Math.round(patience) + " s (expected: about " + Math.round(ideal) + " s)");
    }

    private void look(Cluster cluster, double elapsed) throws IOException, InterruptedException {
      try (DaemonClient home = cluster.client(1)) {
        for (ProcessRecord process : home.processes()) {
          if (process.home() == 1 && process.migrations() != null) {
            moves.merge(process.pid(), process.migrations(), Math::max);
          }
        }
        if (toReplace && elapsed > ideal / 4) {
          toReplace = false;
          replace(cluster);
        }
      } catch (FailureException e) {
        throw new IOException(e);
      }
    }

    private void replace(Cluster cluster) throws IOException, InterruptedException, FailureException {
      try (DaemonClient leaving = cluster.client(2)) {
        for (Departure departure : leaving.administer(Verb.LEAVE, Departure[].class)) {
          if (!departure.done()) {
            throw new IOException("process " + departure.pid() + " could not leave node 2: " + departure.reason());
          }
        }
      }
      cluster.start(3);
    }
  }
}
