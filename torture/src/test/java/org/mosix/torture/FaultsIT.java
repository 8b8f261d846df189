package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.mosix.torture.programs.ManyThreads;

/** Faults before the commit of a move: the program goes on at home with the right result, and the request says why it was not done. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FaultsIT {

  private static final String SECONDS = "4";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static Rig rig;
  private static Result control;

  @BeforeAll
  static void startNodes() throws IOException, InterruptedException {
    rig = Rig.start();
    Case what = new Case(ManyThreads.class.getName());
    try (Program program = Program.start(what, rig.launch().command(what, null, List.of(SECONDS)), rig.directory("control"))) {
      control = program.await(LIMIT);
    }
  }

  @AfterAll
  static void stopNodes() throws IOException {
    if (rig != null) {
      rig.close();
    }
  }

  /** The steps are those of the property {@code mosix.fault}: the fault happens at the first move of the process only. */
  @ParameterizedTest
  @ValueSource(strings = {"refuse", "kill-reserved", "kill-classes", "kill-image", "kill-built", "cut-classes", "cut-image", "damage-image"})
  void programGoesOnAtHomeAndCanMoveLater(String step) throws IOException, InterruptedException {
    Case what = new Case(ManyThreads.class.getName()).withOptions("-Dmosix.fault=" + step);
    try (Program program = Program.start(what, rig.launch().command(what, rig.agent(), List.of(SECONDS)), rig.directory(step))) {
      rig.awaitKnown(program);
      MoveResult result = rig.move(program.pid(), 2);
      assertThat(result.outcome()).as(result.text()).isIn(Outcome.FAILED, Outcome.REFUSED);
      assertThat(result.text()).isNotBlank();
      rig.moves(program, 3);
      assertThat(program.await(LIMIT).differenceFrom(control, false)).isEqualTo(Optional.empty());
    }
    rig.awaitNoActiveGuests(2);
  }
}
