package org.mosix.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

  private static final Duration MOVING_LIMIT = Duration.ofSeconds(150);

  private final Launch launch;
  private final Scratch scratch;
  private final double seconds;
  private final int moves;
  private final Cluster cluster;
  private final Map<String, Result> controls = new HashMap<>();
  private int runs;

  /**
   * A course.
   *
   * @param seconds that each program is asked to work where it is not moved, and those that plan ahead in any case
   * @param moves after so many a program is told to end
   * @param cluster for the modes that move; null for the others
   */
  Course(Launch launch, Scratch scratch, double seconds, int moves, Cluster cluster) {
    this.launch = launch;
    this.scratch = scratch;
    this.seconds = seconds;
    this.moves = moves;
    this.cluster = cluster;
  }

  Report.Run run(Case what, Mode mode) throws IOException, InterruptedException {
    Result control = controls.get(what.name());
    if (control == null) {
      control = control(what);
      controls.put(what.name(), control);
    }
    String unusable = fault(control);
    if (!unusable.isEmpty()) {
      return new Report.Run(what.name(), mode, Verdict.FAILED, new Tally(), control.took().toMillis() / 1e3,
          "the control run, without the agent, " + unusable + "; it was not run in this mode", control.lastErrors());
    }
    Path directory = directory();
    Path enough = directory.resolve("enough");
    String work = mode.moves() ? seconds + "@" + enough : String.valueOf(seconds);
    Tally tally;
    Result result;
    List<String> command = launch.command(what, agent(mode), List.of(work));
    try (Program program = mode.moves() ? Program.startHeld(what, command, directory) : Program.start(what, command, directory)) {
      if (mode.moves()) {
        Mover mover = new Mover(cluster, program, mode, ++runs, moves, () -> {
          create(enough);
          program.release();
        });
        Thread thread = new Thread(mover, "mover");
        thread.start();
        result = program.await(MOVING_LIMIT);
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

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    try (Program program = Program.start(what, launch.command(what, null, List.of(String.valueOf(seconds))), directory())) {
      return program.await(limit());
    }
  }

  /** What makes a control run no measure for others; "" if nothing. */
  private static String fault(Result control) {
    if (control.hung()) {
      return "did not end within " + control.took().toSeconds() + " s";
    }
    return control.foundDifference() ? "failed: " + control.lastOutput() : "";
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

  private Duration limit() {
    return Duration.ofMillis((long) (60_000 + 10_000 * seconds));
  }
}
