package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A program that is moved at random moments while it runs, after an undisturbed run for comparison. */
final class Moved {

  private final Case what;
  private final Result control;
  private final Program program;
  private final Mover mover;
  private final Thread thread;

  Moved(Rig rig, Class<?> main, int seed, int enough, String... arguments) throws IOException, InterruptedException {
    what = new Case(main.getName());
    List<String> args = Arrays.asList(arguments);
    Path directory = rig.directory(what.name() + seed + "control");
    try (Program undisturbed = Program.start(what, rig.launch().command(what, null, args), directory)) {
      control = undisturbed.await(Duration.ofMinutes(2));
    }
    assertThat(control.exitCode()).as(control::lastErrors).isZero();
    program = Program.start(what, rig.launch().command(what, rig.agent(), args), rig.directory(what.name() + seed));
    mover = new Mover(rig.cluster(), program, Mode.STORM, seed, enough, null);
    thread = new Thread(mover, "mover " + seed);
    thread.start();
  }

  /** Waits for its end, compares, and returns what became of the moves. */
  Tally await(Duration limit) throws IOException, InterruptedException {
    Result result = program.await(limit);
    thread.join();
    assertThat(result.differenceFrom(control, false)).as(() -> what.name() + ": " + result.lastErrors()).isEmpty();
    return mover.tally();
  }
}
