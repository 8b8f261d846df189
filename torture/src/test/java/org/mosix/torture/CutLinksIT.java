package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.link.message.Outcome;
import org.mosix.torture.programs.Appending;

/** The network between home and guest is cut while programs make calls, for longer than a connection lives without a sign of the other end. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CutLinksIT {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int LOST = 69;

  @Test
  void programSurvivesACutThatIsShorterThanItsPatienceAndEndsInALongerOne() throws IOException, InterruptedException {
    OwnNetwork network = OwnNetwork.make();
    assumeThat(network).as("a network namespace of our own").isNotNull();
    try (network; Rig rig = Rig.start(Map.of(), Cluster.ONLY_ON_REQUEST, network.within())) {
      Path enough = rig.directory("patient").resolve("enough");
      try (Program patient = start(rig, network, "patient", enough, 20_000); Program hasty = start(rig, network, "hasty", enough, 3_000)) {
        rig.moves(patient, 2);
        rig.moves(hasty, 2);
        network.cut();
        Result lost = hasty.await(LIMIT);
        assertThat(lost.exitCode()).as(lost::lastErrors).isEqualTo(LOST);
        assertThat(lost.lastErrors()).contains("the process is lost").contains("out of reach for 3000 ms");
        awaitCut(rig, patient);
        network.mend();
        awaitMove(rig, patient);
        Files.createFile(enough);
        Result survived = patient.await(LIMIT);
        assertThat(survived.exitCode()).as(survived::lastErrors).isZero();
        assertThat(new String(survived.output())).isEqualTo("ok\n");
        rig.awaitNoActiveGuests(2);
      }
    }
  }

  private static Program start(Rig rig, OwnNetwork network, String name, Path enough, int patience) throws IOException {
    Case what = new Case(Appending.class.getName());
    List<String> command = new ArrayList<>(network.within());
    command.addAll(rig.launch().command(what, rig.agent() + ",link-patience=" + patience, List.of("1@" + enough)));
    return Program.start(what, command, rig.directory(name));
  }

  /** Until home knows that its guest is out of reach, and says so. */
  private static void awaitCut(Rig rig, Program program) throws IOException, InterruptedException {
    while (!rig.move(program.pid(), 3).text().contains("is interrupted")) {
      assertThat(program.isAlive()).as("alive").isTrue();
      Thread.sleep(100);
    }
  }

  private static void awaitMove(Rig rig, Program program) throws IOException, InterruptedException {
    while (rig.move(program.pid(), 3).outcome() != Outcome.DONE) {
      assertThat(program.isAlive()).as("alive").isTrue();
      Thread.sleep(100);
    }
  }
}
