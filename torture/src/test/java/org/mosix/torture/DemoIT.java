package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command {@code demo} as a user runs it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DemoIT {

  @Test
  void visitsAllNodesAndEqualsTheUndisturbedRun() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(Distribution.directory().resolve("bin/demo").toString()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as(output).isZero();
      List<String> moves = output.lines().filter(line -> line.contains(" -> ")).toList();
      assertThat(moves).as(output).hasSize(3);
      assertThat(moves.get(0)).contains("node 1 -> 2").contains("MB, frozen").contains("ms");
      assertThat(moves.get(1)).contains("node 2 -> 3");
      assertThat(moves.get(2)).contains("node 3 -> 1");
      assertThat(output).contains("equal the undisturbed run's to the byte");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
