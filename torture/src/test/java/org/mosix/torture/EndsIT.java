package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.link.message.Outcome;
import org.mosix.torture.bench.Holder;
import org.mosix.torture.programs.Appending;
import org.mosix.torture.programs.ExitInThread;
import org.mosix.torture.programs.Fib;
import org.mosix.torture.programs.UncaughtInMain;

/** Ends of processes that are away from home, and what is left at home while they are. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EndsIT {

  /** What the benchmark measures must be less; here it counts that 500 MB are given back, on a machine that does other things too. */
  private static final long DEPUTY_MEGABYTES = 150;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static Rig rig;

  @BeforeAll
  static void startNodes() throws IOException, InterruptedException {
    rig = Rig.start();
  }

  @AfterAll
  static void stopNodes() throws IOException {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void exitOnTheGuestEndsHomeWithItsCode() throws IOException, InterruptedException {
    try (Program program = start(ExitInThread.class)) {
      rig.moves(program, 2);
      tellToEnd(ExitInThread.class);
      assertThat(program.await(LIMIT).exitCode()).isEqualTo(7);
    }
  }

  @Test
  void uncaughtExceptionOnTheGuestEndsHomeWithOne() throws IOException, InterruptedException {
    try (Program program = start(UncaughtInMain.class)) {
      rig.moves(program, 2);
      tellToEnd(UncaughtInMain.class);
      assertThat(program.await(LIMIT).exitCode()).isEqualTo(1);
    }
  }

  @Test
  void killOfHomeEndsTheGuest() throws IOException, InterruptedException {
    try (Program program = start(Fib.class)) {
      rig.moves(program, 2);
      assertThat(rig.activeGuests(2)).isEqualTo(1);
      program.close();
      rig.awaitNoActiveGuests(2);
    }
  }

  @Test
  void terminationOfHomeEndsTheGuestWithTheCodeOfTheSignal() throws IOException, InterruptedException {
    try (Program program = start(Fib.class)) {
      rig.moves(program, 3);
      ProcessHandle.of(program.pid()).ifPresent(ProcessHandle::destroy);
      assertThat(program.await(LIMIT).exitCode()).isEqualTo(143);
      rig.awaitNoActiveGuests(3);
    }
  }

  @Test
  void homeGivesItsHeapBackWhileTheProcessIsAway() throws IOException, InterruptedException {
    Case what = new Case(Holder.class.getName()).withOptions("-Xmx1500m").withOpenInput();
    try (Program program = Program.start(what, rig.launch().command(what, rig.agent(), List.of("arrays", "500")), rig.directory("holder"))) {
      assertThat(program.awaitOutput("ready", LIMIT)).isTrue();
      long before = Memory.residentMegabytes(program.pid());
      rig.moves(program, 2);
      assertThat(lowestResident(program)).as("MB resident at home, " + before + " before").isLessThanOrEqualTo(DEPUTY_MEGABYTES);
      rig.moves(program, 1);
      program.endInput();
      Result result = program.await(LIMIT);
      assertThat(new String(result.output())).as(result::lastErrors).isEqualTo("ready\nok 124750\n");
    }
  }

  /** Memory goes back to the system a while after the move; what counts is that it does. */
  private static long lowestResident(Program program) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    long lowest = Long.MAX_VALUE;
    while (lowest > DEPUTY_MEGABYTES && System.nanoTime() < end) {
      lowest = Math.min(lowest, Memory.residentMegabytes(program.pid()));
      Thread.sleep(100);
    }
    return lowest;
  }

  @Test
  void callsOfAProcessThatIsAwayAreCounted() throws IOException, InterruptedException {
    try (Program program = start(Appending.class); Conversation daemon = new Conversation(rig.cluster(), 1)) {
      rig.moves(program, 2);
      Pattern written = Pattern.compile("FileOutputStream.writeBytes[^}]*\"count\":[1-9]");
      while (!written.matcher(daemon.calls(program.pid())).find()) {
        assertThat(program.isAlive()).as("alive").isTrue();
        Thread.sleep(20);
      }
    }
  }

  @Test
  void unknownProcessAndNodeAreSaidToBeUnknown() throws IOException, InterruptedException {
    assertThat(rig.move(999_999_999, 2).outcome()).isEqualTo(Outcome.UNKNOWN);
    try (Program program = start(Fib.class)) {
      rig.awaitKnown(program);
      assertThat(rig.move(program.pid(), 77).outcome()).isEqualTo(Outcome.UNKNOWN);
    }
  }

  /** Runs until it is told to end. */
  private static Program start(Class<?> main) throws IOException {
    Case what = new Case(main.getName());
    return Program.start(what, rig.launch().command(what, rig.agent(), List.of("1@" + stop(main))), rig.directory(what.name()));
  }

  private static void tellToEnd(Class<?> main) throws IOException {
    Files.createFile(stop(main));
  }

  private static Path stop(Class<?> main) throws IOException {
    return rig.directory("stop").resolve(main.getSimpleName());
  }
}
