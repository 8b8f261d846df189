package org.mosix.torture.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.mosix.torture.Cluster;
import org.mosix.torture.Distribution;

/** All measurements, in the order of the table. */
public final class Suite {

  /** The parts that can be asked for. */
  public enum Part { KERNELS, COMPILER, START, FROZEN, MEMORY, CALLS, BALANCE }

  private final Path java;
  private final Path directory;
  private final int runs;
  private final double balanceSeconds;
  private final TrafficSizes sizes;

  /**
   * A suite.
   *
   * @param java home of the Java to measure on
   * @param directory an existing, empty one
   * @param runs of each measurement; medians of them are reported
   * @param balanceSeconds of processor time that each of the processes takes that are balanced
   * @param sizes of the measurements of system calls
   */
  public Suite(Path java, Path directory, int runs, double balanceSeconds, TrafficSizes sizes) {
    this.java = java;
    this.directory = directory;
    this.runs = runs;
    this.balanceSeconds = balanceSeconds;
    this.sizes = sizes;
  }

  /** Measures; each line is given away as soon as it is there. */
  public void run(Set<Part> parts, Consumer<Line> lines) throws IOException, InterruptedException {
    Path dist = Distribution.directory();
    Bed bed = new Bed(java, dist, directory);
    SteadyState steady = new SteadyState(bed, runs, "run-dir=" + directory.resolve("nobody"));
    if (parts.contains(Part.KERNELS)) {
      steady.kernels(lines);
    }
    if (parts.contains(Part.COMPILER)) {
      steady.compilation(lines);
    }
    if (parts.contains(Part.START)) {
      steady.start(lines);
    }
    if (parts.contains(Part.FROZEN) || parts.contains(Part.MEMORY)) {
      try (Cluster cluster = Cluster.start(dist, directory, java, 2, Map.of())) {
        Moves moves = new Moves(bed, cluster, runs, new Criu(directory));
        if (parts.contains(Part.FROZEN)) {
          moves.frozen(lines);
        }
        if (parts.contains(Part.MEMORY)) {
          moves.memory(lines);
        }
      }
    }
    if (parts.contains(Part.CALLS)) {
      calls(bed, dist, lines);
    }
    if (parts.contains(Part.BALANCE)) {
      new Makespan(bed, dist, java, directory, balanceSeconds).measure(lines);
    }
  }

  private void calls(Bed bed, Path dist, Consumer<Line> lines) throws IOException, InterruptedException {
    Path nodes = Files.createDirectory(directory.resolve("calls"));
    Path shared = Files.createDirectory(nodes.resolve("shared")).toRealPath();
    Path exported = Files.createDirectory(nodes.resolve("exported")).toRealPath();
    Path home = Files.createDirectory(nodes.resolve("home"));
    List<String> options = List.of("--no-balance", "--share", shared.toString(), "--export", exported + "=rw");
    try (Cluster cluster = Cluster.start(dist, nodes, java, 2, Map.of(), options)) {
      new Traffic(bed, cluster, nodes.resolve("key"), home, shared, exported, runs, sizes).run(lines);
    }
  }
}
