package org.mosix.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.NodeStatus;
import org.mosix.link.message.Outcome;

@Timeout(60)
class MigrateToolTest {

  private static final MoveResult DONE = new MoveResult(0, Outcome.DONE, "", 1, 2, 48_312_345, 61_400_000);

  @TempDir
  Path directory;

  private CommandRun run(Message answer, Migrate expected, String... more) throws Exception {
    Path runDirectory = directory.resolve("run");
    try (FakeDaemon daemon = new FakeDaemon(runDirectory, answer)) {
      String[] arguments = new String[more.length + 2];
      System.arraycopy(more, 0, arguments, 0, more.length);
      arguments[more.length] = "--run-dir";
      arguments[more.length + 1] = runDirectory.toString();
      CommandRun run = CommandRun.of(new MigrateTool(), arguments);
      assertThat(daemon.requests).containsExactly(expected);
      return run;
    }
  }

  @Test
  void tellsWhatTheMoveCost() throws Exception {
    assertThat(run(DONE, new Migrate(4711, 2, 60_000), "4711", "2"))
        .isEqualTo(new CommandRun(0, "4711: node 1 -> 2, 48.3 MB, frozen 61 ms", ""));
  }

  @Test
  void tellsItToProgramsAsJson() throws Exception {
    assertThat(run(DONE, new Migrate(4711, 0, 1500), "4711", "home", "--timeout", "1.5", "-o", "json").out()).isEqualTo(
        "{\"pid\":4711,\"outcome\":\"done\",\"exitCode\":0,\"reason\":\"\",\"from\":1,\"to\":2,\"bytes\":48312345,\"frozenMillis\":61.4}");
  }

  @ParameterizedTest
  @EnumSource(value = Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = {"DONE", "GONE"})
  void outcomesAreExitCodesWithTheReason(Outcome outcome) throws Exception {
    Migrate request = new Migrate(4711, 2, 60_000);
    CommandRun tried = run(MoveResult.not(0, outcome, "pinned in Foo.bar", 1, 2), request, "4711", "2");
    assertThat(tried).isEqualTo(new CommandRun(outcome.ordinal(), "", "migrate: 4711 stays on node 1: pinned in Foo.bar"));
    CommandRun refused = run(new Failure(outcome, "no node 9 (nodes: 1-3)"), request, "4711", "2");
    assertThat(refused).isEqualTo(new CommandRun(outcome.ordinal(), "", "migrate: no node 9 (nodes: 1-3)"));
    CommandRun json = run(new Failure(outcome, "why"), request, "4711", "2", "-o", "json");
    assertThat(json.code()).isEqualTo(outcome.ordinal());
    assertThat(json.out()).contains("\"exitCode\":" + outcome.ordinal(), "\"reason\":\"why\"");
  }

  @Test
  void aProcessThatIsGoneStaysNowhere() throws Exception {
    CommandRun tried = run(MoveResult.not(0, Outcome.GONE, "process 4711 is lost", 2, 3), new Migrate(4711, 3, 60_000), "4711", "3");
    assertThat(tried).isEqualTo(new CommandRun(1, "", "migrate: process 4711 is lost"));
  }

  @Test
  void exitCodesAreThoseOfTheManual() {
    assertThat(Outcome.values()).extracting(Outcome::exitCode).containsExactly(0, 1, 2, 3, 4, 5, 1);
    assertThat(Outcome.values()).extracting(Enum::name).containsExactly("DONE", "FAILED", "USAGE", "UNKNOWN", "REFUSED", "TIMEOUT", "GONE");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      x 2                  | Invalid value for positional parameter at index 0 (PID): 'x' is not a long
      0 2                  | PID: 0 (expected: a process id)
      4711                 | Missing required parameter: 'NODE|home|balance'
      4711 0               | target: 0 (expected: home, balance or a node, 1 to 65535)
      4711 away            | target: away (expected: home, balance or a node, 1 to 65535)
      4711 2 --timeout 0   | --timeout: 0.0 s (expected: 0.001 to 86400)
      4711 2 --timeout NaN | --timeout: NaN s (expected: 0.001 to 86400)
      4711 2 -o xml        | Invalid value for option '--output': expected one of [TEXT, JSON]
      4711 2 3             | Unmatched argument at index 2: '3'
      """)
  void usageErrorsHaveCode2(String arguments, String message) {
    CommandRun run = CommandRun.of(new MigrateTool(), arguments.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void balanceLeavesTheTargetToTheNode() throws Exception {
    assertThat(run(DONE, new Migrate(4711, 2, 60_000).withHome(3), "--home", "3", "4711", "2").code()).isZero();
    assertThat(run(DONE, new Migrate(4711, Migrate.BALANCE, 60_000), "4711", "balance").code()).isZero();
  }

  @Test
  void noDaemonMeansNoSuchProcess() {
    CommandRun run = CommandRun.of(new MigrateTool(), "4711", "2", "--run-dir", directory.resolve("none").toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("no node daemon at " + directory.resolve("none/control")).contains("expected: a running mosixd");
  }

  @Test
  void daemonThatEndsOrAnswersNonsenseIsAFailure() throws Exception {
    Migrate request = new Migrate(4711, 2, 60_000);
    assertThat(run(null, request, "4711", "2")).isEqualTo(new CommandRun(1, "", "migrate: the node daemon closed the connection"));
    assertThat(run(new NodeStatus(), request, "4711", "2").err()).contains("answered NodeStatus (expected: MoveResult)");
  }

  @Test
  void helpShowsExamplesAndExitCodes() {
    CommandRun help = CommandRun.of(new MigrateTool(), "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Examples:", "migrate 4711 home", "Exit codes:", "time-out");
  }
}
