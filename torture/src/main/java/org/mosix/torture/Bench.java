package org.mosix.torture;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.mosix.daemon.OutputFormat;
import org.mosix.torture.bench.Line;
import org.mosix.torture.bench.Suite;
import org.mosix.torture.bench.TrafficSizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code bench}: what the agent costs, and what a move costs, against the limits the project set itself. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measures programs with and without the agent, taking turns, and moves of programs; prints medians and the limits.",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:measured (with --strict: and within the limits)", "1:not", "2:usage"},
    footerHeading = "%nExamples:%n", footer = {"  bench --part kernels --runs 9", "  bench -o json > bench.json", "  bench --part balance --seconds 90",
        "  bench --part calls --runs 1 --megabytes 64 --files 1000"})
public final class Bench implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Option(names = "--part", paramLabel = "PART", description = "kernels, compiler, start, frozen, memory, calls or balance; may be repeated (default: all but "
      + "balance, which takes more than ten minutes).")
  private Set<Suite.Part> parts = EnumSet.complementOf(EnumSet.of(Suite.Part.BALANCE));

  @Option(names = "--runs", paramLabel = "N", defaultValue = "5", description = "Runs of each kind (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(names = "--seconds", paramLabel = "S", defaultValue = "60", description = "Processor time of each of the ten processes of part balance; in "
      + "less, moves weigh more (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Mixin
  private TrafficSizes sizes = new TrafficSizes();

  @Option(names = "--java", paramLabel = "HOME", description = "Home of the Java to measure on (default: the one this runs on).")
  private Path java = Path.of(System.getProperty("java.home"));

  @Option(names = "--strict", description = "Exit with 1 if a limit is exceeded.")
  private boolean strict;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json.")
  private OutputFormat format;

  public static void main(String[] args) {
    System.exit(Commands.execute(new Bench(), args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Line> lines = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.TEXT) {
      out.println(Line.heading());
      out.flush();
    }
    try (Scratch scratch = new Scratch("mosix")) {
      new Suite(java, scratch.path(), runs, seconds, sizes).run(parts, line -> {
        lines.add(line);
        if (format == OutputFormat.TEXT) {
          out.println(line);
          out.flush();
        }
      });
    }
    if (format == OutputFormat.JSON) {
      out.println(new GsonBuilder().setPrettyPrinting().create().toJson(json(lines)));
      out.flush();
    }
    return strict && lines.stream().anyMatch(Line::isOver) ? 1 : 0;
  }

  private JsonObject json(List<Line> lines) {
    JsonObject json = new JsonObject();
    json.addProperty("java", java.toString());
    json.addProperty("runs", runs);
    JsonArray array = new JsonArray();
    lines.forEach(line -> array.add(line.json()));
    json.add("lines", array);
    return json;
  }
}
