package org.mosix.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.ClusterKey;
import org.mosix.link.message.NodeReport;
import picocli.CommandLine.Help.Ansi;

@Timeout(60)
class ControlToolTest {

  @TempDir
  Path directory;

  @Test
  void keygenMakesAKeyForItsOwnerOnlyAndNeverTwice() throws Exception {
    Path key = directory.resolve("deep/key");
    assertThat(CommandRun.of(ControlTool.command(), "keygen", key.toString())).isEqualTo(new CommandRun(0, "cluster key in " + key, ""));
    ClusterKey.load(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rwx------");
    for (String file : List.of("ca.key", "ca.pem", "node.key", "node.pem")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.resolve(file)))).as(file).isEqualTo("rw-------");
    }
    CommandRun again = CommandRun.of(ControlTool.command(), "keygen", key.toString());
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).isEqualTo("mosctl keygen: " + key + "/ca.pem exists (expected: a directory without a cluster key)");
  }

  @Test
  void statusShowsTheNode() throws Exception {
    Path run = directory.resolve("run");
    try (FakeDaemon daemon = new FakeDaemon(run, new NodeReport(2, "127.0.0.2", 4660, 99, 1, 3, 4, List.of("1 127.0.0.1:4660")))) {
      assertThat(CommandRun.of(ControlTool.command(), "status", "--run-dir", run.toString()).out()).isEqualToNormalizingNewlines("""
          node 2 at 127.0.0.2:4660, process 99
          programs 1, guests warm 3 active 4
            1 127.0.0.1:4660""");
      assertThat(CommandRun.of(ControlTool.command(), "status", "-o", "json", "--run-dir", run.toString()).out()).isEqualTo(
          "{\"node\":2,\"host\":\"127.0.0.2\",\"port\":4660,\"daemonPid\":99,\"programs\":1,\"warmGuests\":3,\"activeGuests\":4,"
              + "\"nodes\":[\"1 127.0.0.1:4660\"]}");
      assertThat(daemon.requests).hasSize(2);
    }
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    for (String command : List.of("keygen", "status")) {
      CommandRun help = CommandRun.of(ControlTool.command(), command, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).contains("Example:", "mosctl " + command);
    }
  }

  @Test
  void usageErrorsHaveCode2() {
    assertThat(CommandRun.of(ControlTool.command()).code()).isEqualTo(2);
    assertThat(CommandRun.of(ControlTool.command(), "keygen").code()).isEqualTo(2);
    assertThat(CommandRun.of(ControlTool.command(), "nonsense").code()).isEqualTo(2);
  }

  @Test
  void noColorIsRespected() {
    assertThat(Tool.scheme("1").ansi()).isEqualTo(Ansi.OFF);
    assertThat(Tool.scheme(null).ansi()).isEqualTo(Ansi.AUTO);
    assertThat(Tool.scheme("").ansi()).isEqualTo(Ansi.AUTO);
  }
}
