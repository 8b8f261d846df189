package org.mosix.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs cases: once undisturbed for comparison, then as often as asked for in some mode. */
final class Course {

  /** The agent's closing line when it was told {@code stop-every} and {@code verbose}. */
  private static final Pattern STOPS = Pattern.compile("^mosix: (\\d+) stops in place, .*refused \\{(.*)}$", Pattern.MULTILINE);
  private static final Pattern REASON = Pattern.compile("(.+?)=(\\d+)(?:, |$)");

  private final Launch launch;
  private final Scratch scratch;
  private final double seconds;
  private final Cluster cluster;
  private final Map<String, Result> controls = new HashMap<>();
  private int runs;

  /**
   * A course.
   *
   * @param seconds that each program is asked to work
   * @param cluster for the modes that move; null for the others
   */
  Course(Launch launch, Scratch scratch, double seconds, Cluster cluster) {
    this.launch = launch;
    this.scratch = scratch;
    this.seconds = seconds;
    this.cluster = cluster;
  }

  Report.Run run(Case what, Mode mode) throws IOException, InterruptedException {
    Result control = controls.get(what.name());
    if (control == null) {
      control = control(what);
      controls.put(what.name(), control);
    }
    Tally tally;
    Result result;
    try (Program program = Program.start(what, launch.command(what, agent(mode), arguments()), directory())) {
      if (mode.moves()) {
        Mover mover = new Mover(cluster, program, mode, ++runs);
        Thread thread = new Thread(mover, "mover");
        thread.start();
        result = program.await(limit());
        thread.join();
        tally = mover.tally();
      } else {
        result = program.await(limit());
        tally = stops(result);
      }
    }
    String difference = result.differenceFrom(control, what.comparesErrors()).orElse("");
    return new Report.Run(what.name(), mode, verdict(mode, tally, difference), tally, result.took().toMillis() / 1e3, difference,
        difference.isEmpty() ? "" : result.lastErrors());
  }

  private static Verdict verdict(Mode mode, Tally tally, String difference) {
    if (!difference.isEmpty()) {
      return Verdict.FAILED;
    }
    if (mode == Mode.NONE || tally.moves() > 0) {
      return Verdict.PASSED;
    }
    return tally.refused() > 0 ? Verdict.REFUSED : Verdict.UNDISTURBED;
  }

  private Result control(Case what) throws IOException, InterruptedException {
    try (Program program = Program.start(what, launch.command(what, null, arguments()), directory())) {
      Result result = program.await(limit());
      if (result.hung()) {
        throw new IOException(what.name() + " does not end by itself without the agent: " + result.lastErrors());
      }
      return result;
    }
  }

  private String agent(Mode mode) {
    return switch (mode) {
      case NONE -> "run-dir=" + scratch.path().resolve("nobody");
      case STOP -> "stop-every=50,verbose,run-dir=" + scratch.path().resolve("nobody");
      default -> "run-dir=" + cluster.runDirectory(1);
    };
  }

  private static Tally stops(Result result) {
    Tally tally = new Tally();
    Matcher summary = STOPS.matcher(result.errorText());
    if (summary.find()) {
      tally.addStops(Integer.parseInt(summary.group(1)));
      REASON.matcher(summary.group(2)).results().forEach(reason -> tally.addRefusals(reason.group(1), Integer.parseInt(reason.group(2))));
    }
    return tally;
  }

  private List<String> arguments() {
    return List.of(String.valueOf(seconds));
  }

  private Path directory() throws IOException {
    return scratch.directory("run" + ++runs);
  }

  private Duration limit() {
    return Duration.ofMillis((long) (60_000 + 10_000 * seconds));
  }
}
