package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.mosix.torture.programs.VirtualSockets;

/** A move wakes whoever waits; what virtual threads wait for away from home must also come without another. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@EnabledForJreRange(min = JRE.JAVA_24)
class VirtualSocketsIT {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void theyGoOnAwayFromHomeWithoutAnotherMove() throws IOException, InterruptedException {
    Case what = new Case(VirtualSockets.class.getName()).withJava(24);
    try (Rig rig = Rig.start()) {
      Path end = rig.directory("moved").resolve("end");
      try (Program program = Program.start(what, rig.launch().command(what, rig.agent(), List.of("1@" + end)), end.getParent())) {
        rig.awaitKnown(program);
        rig.moves(program, 2);
        rig.moves(program, 0);
        rig.moves(program, 2);
        Files.createFile(end);
        Result result = program.await(LIMIT);
        assertThat(result.hung()).as("hangs").isFalse();
        assertThat(new String(result.output(), StandardCharsets.UTF_8)).isEqualTo("ok\n");
      }
    }
  }
}
