package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.torture.programs.FixedPool;
import org.mosix.torture.programs.SignalCount;

/** Faults in a move: the program goes on in one place with the right result, and the request says why it was not done. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FaultsIT {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static Rig rig;
  private static Result control;

  @BeforeAll
  static void startNodes() throws IOException, InterruptedException {
    rig = Rig.start();
    Case what = new Case(FixedPool.class.getName());
    try (Program program = Program.start(what, rig.launch().command(what, null, List.of("1")), rig.directory("control"))) {
      control = program.await(LIMIT);
    }
  }

  @AfterAll
  static void stopNodes() throws IOException {
    if (rig != null) {
      rig.close();
    }
  }

  /** Each happens at the first move of the process only. */
  @ParameterizedTest
  @ValueSource(strings = {"before-classes:fail", "before-stop:fail", "stopped:fail", "image-sent:fail", "built:fail", "image:damage",
      "before-classes:cut", "before-stop:cut", "stopped:cut", "image-sent:cut", "run:fail", "run:cut"})
  void programGoesOnAtHomeAfterFaultAndCanMoveLater(String fault) throws IOException, InterruptedException {
    try (Program program = start(fault)) {
      rig.awaitKnown(program);
      goesOn(program, rig.move(program.pid(), 2), fault);
    }
  }

  @Test
  void programWhoseGuestDidNotRunEndsAtHome() throws IOException, InterruptedException {
    String fault = "run:fail";
    Path end = rig.directory("ends-at-home").resolve("end");
    try (Program program = start(fault, end)) {
      rig.awaitKnown(program);
      assertThat(rig.move(program.pid(), 2).outcome()).isEqualTo(Outcome.FAILED);
      ends(program, end);
    }
  }

  /** Home carries out one request after the other: the second would find the process where the first had brought it. */
  @Test
  void moveWhoseTimeIsOverIsNotDoneLater() throws IOException, InterruptedException {
    Path end = rig.directory("late").resolve("end");
    try (Program program = start("none", end)) {
      rig.awaitKnown(program);
      MoveResult late = rig.move(program.pid(), 2, 1);
      assertThat(late.outcome()).as(late.text()).isEqualTo(Outcome.TIMEOUT);
      assertThat(rig.moves(program, 3).fromNode()).isEqualTo(1);
      ends(program, end);
    }
  }

  /** It may have acted there, and stays; or home takes it back. */
  @Test
  void programRunsInOnePlaceIfItsGuestsAnswerIsLost() throws IOException, InterruptedException {
    Path end = rig.directory("ran-fail").resolve("end");
    try (Program program = start("ran:fail", end)) {
      rig.awaitKnown(program);
      assertThat(rig.move(program.pid(), 2).outcome()).isIn(Outcome.DONE, Outcome.FAILED);
      rig.moves(program, 3);
      ends(program, end);
    }
  }

  @Test
  void programGoesOnWhereItWasIfItsGuestIsNotHeardToDepart() throws IOException, InterruptedException {
    Path end = rig.directory("moved-fail").resolve("end");
    try (Program program = start("moved:fail", end)) {
      rig.moves(program, 2);
      assertThat(rig.move(program.pid(), 3).outcome()).isEqualTo(Outcome.FAILED);
      rig.moves(program, 3);
      rig.moves(program, 0);
      ends(program, end);
    }
  }

  @Test
  void programThatCameHomeUnheardRunsAtItsGuestOnly() throws IOException, InterruptedException {
    Path end = rig.directory("moved-home-fail").resolve("end");
    try (Program program = start("moved:fail", end)) {
      rig.moves(program, 2);
      assertThat(rig.move(program.pid(), 0).outcome()).isEqualTo(Outcome.FAILED);
      MoveResult again = rig.move(program.pid(), 0);
      assertThat(again.outcome()).as(again.text()).isEqualTo(Outcome.REFUSED);
      rig.moves(program, 3);
      ends(program, end);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"before-classes", "before-stop", "stopped", "image-sent"})
  void programGoesOnAtHomeAfterItsTargetWasKilled(String step) throws IOException, InterruptedException {
    try (Program program = start(step + ":pause")) {
      rig.awaitKnown(program);
      Thread killer = new Thread(() -> killTargetAtPause(program));
      killer.start();
      MoveResult result = rig.move(program.pid(), 2);
      killer.join();
      goesOn(program, result, step + ":pause");
    }
  }

  private static void killTargetAtPause(Program program) {
    try {
      program.awaitError("injected pause", LIMIT);
      rig.cluster().killGuests(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stopped:signal", "image-sent:signal", "built:signal", "run:signal"})
  void signalThatComesWhileTheProcessLeavesHomeIsHandledOnceWhereItGoesOn(String fault) throws IOException, InterruptedException {
    Path end = end(fault);
    try (Program program = startCounting(fault, end)) {
      rig.moves(program, 2);
      endsCounting(program, end);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void signalThatComesWhileTheProcessLeavesItsGuestIsHandledOnceWhereItGoesOn(int node) throws IOException, InterruptedException {
    Path end = rig.directory("moved-signal-" + node).resolve("end");
    try (Program program = startCounting("moved:signal", end)) {
      rig.moves(program, 2);
      rig.moves(program, node);
      endsCounting(program, end);
    }
  }

  private static Program startCounting(String fault, Path end) throws IOException, InterruptedException {
    Case what = new Case(SignalCount.class.getName()).withOptions("-Dmosix.fault=" + fault, "-Dsignals=1");
    Program program = Program.start(what, rig.launch().command(what, rig.agent(), List.of("1@" + end)), end.getParent());
    program.awaitOutput("ready", LIMIT);
    return program;
  }

  private static void endsCounting(Program program, Path end) throws IOException, InterruptedException {
    Files.createFile(end);
    assertThat(program.await(LIMIT).output()).asString(StandardCharsets.UTF_8).isEqualTo("ready\nok\n");
  }

  private static Program start(String fault) throws IOException {
    return start(fault, end(fault));
  }

  private static Program start(String fault, Path end) throws IOException {
    Case what = new Case(FixedPool.class.getName()).withOptions("-Dmosix.fault=" + fault);
    return Program.start(what, rig.launch().command(what, rig.agent(), List.of("1@" + end)), end.getParent());
  }

  /** The file that ends the program. */
  private static Path end(String fault) throws IOException {
    return rig.directory(fault.replace(':', '-')).resolve("end");
  }

  private static void goesOn(Program program, MoveResult result, String fault) throws IOException, InterruptedException {
    assertThat(result.outcome()).as(result.text()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).isNotBlank();
    rig.moves(program, 3);
    ends(program, end(fault));
  }

  private static void ends(Program program, Path end) throws IOException, InterruptedException {
    Files.createFile(end);
    assertThat(program.await(LIMIT).differenceFrom(control, false)).isEqualTo(Optional.empty());
  }
}
