package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.torture.programs.EchoSockets;

/** Faults in a move from a guest to home: what came home of it does nothing there, and the next attempt brings the process as it is then. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GuestFaultsIT {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Each happens at the first departure from home, and, since properties of the program travel, at that of each guest. */
  @ParameterizedTest
  @ValueSource(strings = {"stopped:fail", "image-sent:fail"})
  void programKeepsItsConnectionsAtItsGuestAndComesHomeLater(String fault) throws IOException, InterruptedException {
    Case what = new Case(EchoSockets.class.getName()).withOptions("-Dmosix.fault=" + fault);
    try (Rig rig = Rig.start()) {
      Result control;
      try (Program undisturbed = Program.start(what, rig.launch().command(what, null, List.of("1")), rig.directory("control"))) {
        control = undisturbed.await(LIMIT);
      }
      Path end = rig.directory("moved").resolve("end");
      try (Program program = Program.start(what, rig.launch().command(what, rig.agent(), List.of("1@" + end)), end.getParent())) {
        rig.awaitKnown(program);
        fails(rig.move(program.pid(), 2));
        rig.moves(program, 2);
        fails(rig.move(program.pid(), 0));
        collectGarbage(program.pid());
        rig.moves(program, 0);
        Files.createFile(end);
        assertThat(program.await(LIMIT).differenceFrom(control, false)).isEqualTo(Optional.empty());
      }
    }
  }

  private static void fails(MoveResult move) {
    assertThat(move.outcome()).as(move.text()).isEqualTo(Outcome.FAILED);
    assertThat(move.text()).contains("injected fault");
  }

  /** Of the home JVM: the copies that nobody runs die. */
  private static void collectGarbage(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    assertThat(new ProcessBuilder(jcmd, String.valueOf(pid), "GC.run").inheritIO().start().waitFor()).isZero();
  }
}
