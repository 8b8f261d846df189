package org.mosix.torture;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.mosix.daemon.OutputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code torture}: self-checking programs, disturbed in many ways, compared with undisturbed runs. */
@Command(name = "torture", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs self-checking programs, disturbs them, and compares them with undisturbed runs.",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:all as undisturbed", "1:at least one differed or hung", "2:usage"},
    footerHeading = "%nExamples:%n",
    footer = {"  torture --case 'Wait*' --mode stop", "  torture --mode home --mode ring --minutes 60 -o json",
        "  torture --chaos 10 --seed 7"})
public final class Torture implements Callable<Integer> {

  private static final int CHAOS_PROGRAMS = 5;
  private static final Set<String> CHAOS = Set.of("Fib", "FixedPool", "Matrix", "Appending");

  @Spec
  private CommandSpec spec;

  @Option(names = "--case", paramLabel = "PATTERN", defaultValue = "*",
      description = "Cases to run; * stands for anything; may be repeated.")
  private List<String> patterns;

  @Option(names = "--mode", paramLabel = "MODE", defaultValue = "home",
      description = "none, stop, home, ring or storm; may be repeated (default: ${DEFAULT-VALUE}).")
  private List<Mode> modes;

  @Option(names = "--minutes", paramLabel = "N", description = "Go through the cases again and again for this long.")
  private Double minutes;

  @Option(names = "--chaos", paramLabel = "MINUTES", description = "Instead: for this long, kill daemons of three nodes at random, every third time with all "
      + "guests of the node, while programs (Fib, FixedPool, Matrix and Appending, or those of --case) run and move.")
  private Double chaos;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the choices of --chaos (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--seconds", paramLabel = "S", defaultValue = "3", description = "Work of programs that are not moved, or plan ahead (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--moves", paramLabel = "N", defaultValue = "6",
      description = "After so many moves a program is told to end (default: ${DEFAULT-VALUE}).")
  private int moves;

  enum Place { HOME, SHARED, MFS }

  @Option(names = "--files", paramLabel = "PLACE", defaultValue = "home", description = "Where programs that move have their files: home; shared: in a "
      + "directory that all nodes share; mfs: those that ask for it, as KeptFiles does, on node 2 (default: ${DEFAULT-VALUE}).")
  private Place files;

  @Option(names = "--java", paramLabel = "HOME", description = "Home of the Java to test (default: the one this runs on).")
  private Path java = Path.of(System.getProperty("java.home"));

  @Option(names = "--jvm-option", paramLabel = "OPTION", description = "For every program, for instance -XX:+UseSerialGC; may be repeated.")
  private List<String> jvmOptions = new ArrayList<>();

  @Option(names = "--list", description = "Print the names of the cases and end.")
  private boolean list;

  @Option(names = "--dist", paramLabel = "DIR", hidden = true)
  private Path dist = Distribution.directory();

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json.")
  private OutputFormat format;

  public static void main(String[] args) {
    System.exit(Commands.execute(new Torture(), args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Case> cases = cases();
    if (list) {
      cases.forEach(c -> out().println(c.name()));
      return 0;
    }
    if (!Files.isExecutable(java.resolve("bin/java"))) {
      throw new ParameterException(spec.commandLine(), "--java: no bin/java in " + java + " (expected: the home of a JDK)");
    }
    int version = version();
    cases.removeIf(c -> c.since() > version);
    if (chaos != null) {
      return chaos(patterns.equals(List.of("*")) ? cases.stream().filter(c -> CHAOS.contains(c.name())).toList() : cases);
    }
    Report report = new Report();
    try (Scratch scratch = new Scratch("mosix"); Cluster cluster = cluster(scratch)) {
      run(cases, new Course(new Launch(java, dist, Distribution.classPath(), jvmOptions, managedOptions(scratch)), scratch, seconds, moves, cluster), report);
    }
    print(report);
    return report.count(Verdict.FAILED) == 0 ? 0 : 1;
  }

  private int chaos(List<Case> cases) throws IOException, InterruptedException {
    try (Scratch scratch = new Scratch("mosix");
        Cluster cluster = Cluster.start(dist, scratch.path(), java, 3, Map.of(), List.of("--cpus", "1"), List.of())) {
      Launch launch = new Launch(java, dist, Distribution.classPath(), jvmOptions, List.of());
      ChaosReport report = new Chaos(cluster, launch, scratch, cases, CHAOS_PROGRAMS, 1, new Random(seed), line -> {
        if (format == OutputFormat.TEXT) {
          out().println(line);
          out().flush();
        }
      }).run(Duration.ofMillis(Math.round(chaos * 60_000)));
      out().println(format == OutputFormat.JSON ? new GsonBuilder().setPrettyPrinting().create().toJson(report.json()) : report.summary());
      out().flush();
      return report.failures().isEmpty() ? 0 : 1;
    }
  }

  /** Feature version of the Java to test, as it says itself. */
  private int version() throws IOException {
    Properties release = new Properties();
    try (Reader in = Files.newBufferedReader(java.resolve("release"))) {
      release.load(in);
    }
    String version = release.getProperty("JAVA_VERSION", "");
    if (version.length() < 3) {
      throw new ParameterException(spec.commandLine(), "--java: no JAVA_VERSION in " + java.resolve("release") + " (expected: a JDK's file)");
    }
    return Runtime.Version.parse(version.substring(1, version.length() - 1)).feature();
  }

  private List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String pattern : patterns) {
      List<Case> matching = Cases.matching(pattern);
      if (matching.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "--case: nothing matches " + pattern + " (expected: a name of --list)");
      }
      cases.addAll(matching);
    }
    return cases;
  }

  private Cluster cluster(Scratch scratch) throws IOException, InterruptedException {
    return modes.stream().anyMatch(Mode::moves) ? Cluster.start(dist, scratch.path(), java, 3, Map.of(), daemonOptions(scratch), List.of()) : null;
  }

  private List<String> daemonOptions(Scratch scratch) {
    List<String> options = new ArrayList<>(Cluster.ONLY_ON_REQUEST);
    if (files == Place.SHARED) {
      options.addAll(List.of("--share", scratch.path().toString()));
    } else if (files == Place.MFS) {
      options.addAll(List.of("--export", scratch.path() + "=rw"));
    }
    return options;
  }

  private List<String> managedOptions(Scratch scratch) throws IOException {
    return files == Place.MFS ? List.of("-Dfiles.in=/mfs/2" + scratch.path().toRealPath()) : List.of();
  }

  private void run(List<Case> cases, Course course, Report report) throws IOException, InterruptedException {
    long end = minutes == null ? System.nanoTime() : System.nanoTime() + (long) (minutes * 60e9);
    if (format == OutputFormat.TEXT) {
      out().print(Report.heading());
    }
    do {
      for (Case what : cases) {
        for (Mode mode : modes) {
          String lines = report.add(course.run(what, mode));
          if (format == OutputFormat.TEXT) {
            out().print(lines);
            out().flush();
          }
        }
      }
    } while (System.nanoTime() - end < 0);
  }

  private void print(Report report) {
    if (format == OutputFormat.JSON) {
      out().println(new GsonBuilder().setPrettyPrinting().create().toJson(report.json()));
    } else {
      out().println(report.summary());
    }
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
