package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AtExitTest {

  private static final int ENOUGH = 20;

  /** Starts one process after the other, until it is ended itself. */
  public static final class Starter {
    public static void main(String[] args) throws InterruptedException {
      for (; ; ) {
        try {
          Process process = AtExit.start(new ProcessBuilder("sleep", args[0]));
          AtExit.add(process::destroyForcibly);
          System.out.println("started");
        } catch (IOException e) {
          // This JVM is ending.
          Thread.sleep(1_000);
        }
      }
    }
  }

  @Test
  void nothingThatIsStartedWhileTheJvmIsToldToEndOutlivesIt() throws Exception {
    String mark = "600." + ProcessHandle.current().pid() + System.nanoTime();
    Process starter = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), Starter.class.getName(), mark).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out = new BufferedReader(new InputStreamReader(starter.getInputStream()))) {
      for (int i = 0; i < ENOUGH; i++) {
        assertThat(out.readLine()).isEqualTo("started");
      }
      // Process.destroy would close the stream that is read here.
      starter.toHandle().destroy();
      while (out.readLine() != null) {
        // What it still says must not fill the pipe.
        continue;
      }
    }
    starter.waitFor();
    List<ProcessHandle> left = ProcessHandle.allProcesses().filter(process -> process.info().commandLine().orElse("").contains(mark)).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    assertThat(left).isEmpty();
  }
}
