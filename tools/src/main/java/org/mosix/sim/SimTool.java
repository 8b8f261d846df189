package org.mosix.sim;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;
import org.mosix.daemon.OutputFormat;
import org.mosix.daemon.UsageErrors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code sim}: the daemon's decision and gossip classes on a virtual clock. */
@Command(name = "sim", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Simulates clusters with the node daemon's own classes: the published opportunity cost experiment, gossip, steady "
        + "load, and jobs that read at home.",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:simulated", "1:failed", "2:usage"},
    footerHeading = "%nExamples:%n", footer = {"  sim", "  sim --part experiment --executions 1000 --seed 7", "  sim --part gossip -o json",
        "  sim --tune min-gain=0.3 --part experiment", "  sim --figures docs/figures"})
public final class SimTool implements Callable<Integer> {

  enum Part {
    EXPERIMENT, GOSSIP, STEADY, IO;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec
  private CommandSpec spec;

  @Option(names = "--part", paramLabel = "PART", split = ",", description = "experiment, gossip, steady or io; may be repeated (default: all).")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(names = "--executions", paramLabel = "N", defaultValue = "100", description = "Executions of the experiment (default: ${DEFAULT-VALUE}).")
  private int executions;

  @Option(names = "--groups", paramLabel = "N", defaultValue = "1",
      description = "Six machines times this, and as many jobs, in the experiment and under steady load (default: ${DEFAULT-VALUE}).")
  private int groups;

  @Option(names = "--memory-percent", paramLabel = "P", defaultValue = "" + Experiment.FITTED_MEMORY_PERCENT,
      description = "Of the largest memory that a job takes, over a random number; the papers print 1 (default: ${DEFAULT-VALUE}).")
  private double memoryPercent;

  @Option(names = "--nodes", paramLabel = "N", split = ",", defaultValue = "10,100,1000,10000", description = "Sizes for gossip (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes;

  @Option(names = "--loss", paramLabel = "P", split = ",", defaultValue = "0,1,10", description = "Per cent of datagrams lost (default: ${DEFAULT-VALUE}).")
  private List<Double> losses;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The same seed gives the same figures (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--tune", paramLabel = "NAME=VALUE", description = "A tunable of the balancer, see mosctl gettune; may be repeated.")
  private Map<String, Double> tunables = new LinkedHashMap<>();

  @Option(names = "--figures", paramLabel = "DIR", description = "Also writes plots there, as SVG.")
  private Path figures;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json.")
  private OutputFormat format;

  public static void main(String[] args) {
    System.exit(UsageErrors.explained(new SimTool()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    check("--executions", executions, 1_000_000);
    check("--groups", groups, 10_000);
    sizes.forEach(size -> check("--nodes", size, 65_535));
    losses.forEach(loss -> checkLoss(loss));
    JsonObject json = new JsonObject();
    if (parts.contains(Part.EXPERIMENT)) {
      experiment(json);
    }
    if (parts.contains(Part.GOSSIP)) {
      gossip(json);
    }
    if (parts.contains(Part.STEADY)) {
      steady(json);
    }
    if (parts.contains(Part.IO)) {
      io(json);
    }
    if (format == OutputFormat.JSON) {
      out().println(new GsonBuilder().setPrettyPrinting().create().toJson(json));
    }
    return 0;
  }

  private void check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new CommandLine.ParameterException(spec.commandLine(), option + ": " + value + " (expected: 1 to " + most + ")");
    }
  }

  private void checkLoss(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--loss: " + percent + " (expected: 0 to 100 per cent)");
    }
  }

  private Tuning tuning() {
    Tuning tuning = Tuning.STANDARD;
    try {
      for (Map.Entry<String, Double> change : tunables.entrySet()) {
        tuning = tuning.with(Tunable.of(change.getKey()), change.getValue());
      }
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--tune: " + e.getMessage());
    }
    return tuning;
  }

  private void experiment(JsonObject json) throws IOException {
    Tuning tuning = tuning();
    Experiment free = Experiment.published(groups, memoryPercent);
    print("%s: %d executions, %d machines, memory %s %%; mean slowdown by job, by execution, moves per job%n", "experiment", executions,
        free.machines(), memoryPercent);
    List<Slowdowns> rows = new ArrayList<>();
    rows.add(printed(Slowdowns.of("PVM", free, executions, seed, s -> new Controls.Pvm())));
    rows.add(printed(Slowdowns.of("E-PVM", free, executions, seed, s -> new Controls.EnhancedPvm())));
    rows.add(printed(Slowdowns.of("Mosix", free, executions, seed, Controls.Mosix::new)));
    rows.add(printed(Slowdowns.of("E-Mosix", free, executions, seed, Controls.EnhancedMosix::new)));
    rows.add(printed(Slowdowns.of("ours", free.withMoveCosts(), executions, seed, s -> new Daemons(tuning, s))));
    json.add("experiment", new GsonBuilder().create().toJsonTree(rows));
    Plot plot = new Plot("Mean slowdown of a job, " + free.machines() + " machines, " + executions + " executions");
    rows.forEach(row -> plot.bar(row.strategy(), row.slowdown()));
    write("balancing-slowdown" + (groups == 1 ? "" : "-" + free.machines()) + ".svg", plot.svg("moves are free for Mosix and E-Mosix, and cost time for ours"));
  }

  private Slowdowns printed(Slowdowns row) {
    print("  %-8s %8.3f %8.3f %6.2f%n", row.strategy(), row.slowdown(), row.perExecution(), row.movesPerJob());
    return row;
  }

  private void gossip(JsonObject json) throws IOException {
    Tuning tuning = tuning();
    print("gossip: age in s of what is known at a decision, entries known, bytes/s sent per node, s until a dead node is forgotten, and of the%n"
        + "entries 5 intervals after half the nodes died those about dead ones%n");
    print("  %6s %6s %9s %8s %6s %8s %10s %9s %10s%n", "nodes", "loss", "mean age", "p99 age", "known", "bytes/s", "dead mean", "dead max", "gone half");
    List<GossipRun.Outcome> rows = new ArrayList<>();
    for (double loss : losses) {
      for (int size : sizes) {
        GossipRun.Outcome row = GossipRun.run(size, loss / 100, tuning, seed);
        rows.add(row);
        print("  %6d %5.1f%% %9.2f %8.2f %6.2f %8.0f %10.1f %9.1f %9.1f%%%n", row.nodes(), loss, row.meanAge(), row.p99Age(), row.known(),
            row.bytesPerSecond(), row.deadMean(), row.deadMax(), 100 * row.afterHalfLeft());
      }
    }
    json.add("gossip", new GsonBuilder().create().toJsonTree(rows));
    Plot plot = new Plot("Age of what a node knows when it decides (s), by number of nodes");
    rows.stream().filter(row -> row.loss() == losses.get(0) / 100).forEach(row -> plot.bar(row.nodes() + " mean", row.meanAge())
        .bar(row.nodes() + " p99", row.p99Age()));
    write("balancing-gossip.svg", plot.svg("nodes; " + losses.get(0) + " % of the datagrams lost"));
  }

  private void steady(JsonObject json) throws IOException {
    Steady steady = Steady.run(groups, seed);
    print("steady load: %d machines, 600 s, %d moves, the last in second %d%n", groups * 6, steady.all(), steady.last());
    JsonObject object = new JsonObject();
    object.addProperty("machines", groups * 6);
    object.addProperty("moves", steady.all());
    object.addProperty("lastSecond", steady.last());
    json.add("steady", object);
    double[] moves = steady.movesPerSecond();
    write("balancing-steady.svg", new Plot("Moves begun per second under steady load, " + groups * 6 + " machines")
        .line("moves", IntStream.range(0, moves.length).asDoubleStream().toArray(), moves).svg("seconds"));
  }

  private void io(JsonObject json) {
    print("io: 6 jobs that compute and 6 that read at home, 60 CPU s each; mean s until they ended, moves of those that read, all moves%n");
    List<IoMix> rows = new ArrayList<>();
    for (double weight : new double[] {0, tuning().get(Tunable.IO_WEIGHT)}) {
      IoMix row = IoMix.run(tuning().with(Tunable.IO_WEIGHT, weight), weight, seed);
      rows.add(row);
      print("  io-weight %3.1f  computing %7.1f  reading %7.1f  moves %3d of %3d%n", weight, row.computing(), row.reading(), row.readingMoves(), row.moves());
    }
    json.add("io", new GsonBuilder().create().toJsonTree(rows));
  }

  private void write(String name, String svg) throws IOException {
    if (figures != null) {
      Files.createDirectories(figures);
      Files.writeString(figures.resolve(name), svg);
    }
  }

  private void print(String text, Object... values) {
    if (format == OutputFormat.TEXT) {
      out().printf(Locale.ROOT, text, values);
      out().flush();
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
