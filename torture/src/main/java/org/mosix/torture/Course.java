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

  private static final double LONGER = 3;
  private static final double LONGEST_SECONDS = 60;

  private final Launch launch;
  private final Scratch scratch;
  private final double seconds;
  private final int leastMoves;
  private final Cluster cluster;
  private final Map<String, Result> controls = new HashMap<>();
  private int runs;

  /**
   * A course.
   *
   * @param seconds that each program is asked to work
   * @param leastMoves a run with fewer is repeated with more work: on a busy machine short programs end before they have moved
   * @param cluster for the modes that move; null for the others
   */
  Course(Launch launch, Scratch scratch, double seconds, int leastMoves, Cluster cluster) {
    this.launch = launch;
    this.scratch = scratch;
    this.seconds = seconds;
    this.leastMoves = leastMoves;
    this.cluster = cluster;
  }

  Report.Run run(Case what, Mode mode) throws IOException, InterruptedException {
    double work = seconds;
    Report.Run run = run(what, mode, work);
    while (run.verdict() != Verdict.FAILED && run.tally().disturbances() < leastMoves(mode) && work * LONGER <= LONGEST_SECONDS) {
      work *= LONGER;
      run = run(what, mode, work);
    }
    return run;
  }

  private int leastMoves(Mode mode) {
    return mode == Mode.NONE ? 0 : leastMoves;
  }

  private Report.Run run(Case what, Mode mode, double work) throws IOException, InterruptedException {
    String key = what.name() + ' ' + work;
    Result control = controls.get(key);
    if (control == null) {
      control = control(what, work);
      controls.put(key, control);
    }
    Tally tally;
    Result result;
    try (Program program = Program.start(what, launch.command(what, agent(mode), List.of(String.valueOf(work))), directory())) {
      if (mode.moves()) {
        Mover mover = new Mover(cluster, program, mode, ++runs);
        Thread thread = new Thread(mover, "mover");
        thread.start();
        result = program.await(limit(work));
        thread.join();
        tally = mover.tally();
      } else {
        result = program.await(limit(work));
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

  private Result control(Case what, double work) throws IOException, InterruptedException {
    try (Program program = Program.start(what, launch.command(what, null, List.of(String.valueOf(work))), directory())) {
      Result result = program.await(limit(work));
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

  private Path directory() throws IOException {
    return scratch.directory("run" + ++runs);
  }

  private static Duration limit(double work) {
    return Duration.ofMillis((long) (60_000 + 10_000 * work));
  }
}
