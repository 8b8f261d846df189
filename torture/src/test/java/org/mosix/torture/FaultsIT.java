package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.torture.programs.FixedPool;

/** Faults before the commit of a move: the program goes on at home with the right result, and the request says why it was not done. */
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
      "before-classes:cut", "before-stop:cut", "stopped:cut", "image-sent:cut"})
  void programGoesOnAtHomeAfterFaultAndCanMoveLater(String fault) throws IOException, InterruptedException {
    try (Program program = start(fault)) {
      rig.awaitKnown(program);
      goesOn(program, rig.move(program.pid(), 2), fault);
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

  private static Program start(String fault) throws IOException {
    Case what = new Case(FixedPool.class.getName()).withOptions("-Dmosix.fault=" + fault);
    return Program.start(what, rig.launch().command(what, rig.agent(), List.of("1@" + end(fault))), end(fault).getParent());
  }

  /** The file that ends the program. */
  private static Path end(String fault) throws IOException {
    return rig.directory(fault.replace(':', '-')).resolve("end");
  }

  private static void goesOn(Program program, MoveResult result, String fault) throws IOException, InterruptedException {
    assertThat(result.outcome()).as(result.text()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).isNotBlank();
    rig.moves(program, 3);
    Files.createFile(end(fault));
    assertThat(program.await(LIMIT).differenceFrom(control, false)).isEqualTo(Optional.empty());
  }
}
