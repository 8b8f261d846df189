package org.mosix.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosix.link.RunDirectory;
import org.mosix.tools.top.FakeCluster;
import org.mosix.tools.top.Samples;

@Timeout(60)
class RunToolTest {

  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      -3 java X          | --node=3 java X
      -F -12 java -1     | -F --node=12 java -1
      -j 3 java X        | -j 3 java X
      --run-dir -7 java  | --run-dir -7 java
      java -3            | java -3
      """)
  void numberInFrontOfTheProgramIsANode(String typed, String meant) {
    assertThat(RunTool.withNode(typed.split(" "))).containsExactly(meant.split(" "));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"1|1", "1,4-6|1 4 5 6", "2-2,9|2 9"})
  void listsNameNodes(String list, String numbers) throws Exception {
    assertThat(RunTool.numbers(list)).extracting(String::valueOf).containsExactly(numbers.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1,", "1--2", "123456", "5-3", "1,4-2"})
  void whatIsNoListIsSaidToBeNone(String list) {
    assertThatThrownBy(() -> RunTool.numbers(list)).hasMessage("-j: " + list + " (expected: node numbers, as 1,4-6)");
  }

  @Test
  void agentComesBeforeTheArgumentsOfJava() {
    RunDirectory run = RunDirectory.resolve("/run/m", Map.of());
    assertThat(RunTool.command(List.of("java", "-Xmx1g", "Main", "java"), "/opt/java", Path.of("/d/mosix.jar"), run))
        .containsExactly("/opt/java", "-javaagent:/d/mosix.jar=run-dir=/run/m", "-Xmx1g", "Main", "java");
    assertThat(RunTool.command(List.of("/other/bin/java", "Main"), "/opt/java", Path.of("/d/mosix.jar"), run)).startsWith("/other/bin/java");
  }

  @Test
  void planSurvivesTheShell() throws Exception {
    List<String> words = List.of("printf", "%s|", "a b", "it's", "$HOME", "`ls`", "\"", "\\", "", "*", "a\nb");
    Process shell = new ProcessBuilder("sh", "-c", "eval \"$0\"", RunTool.quoted(words)).start();
    shell.getOutputStream().close();
    assertThat(new String(shell.getInputStream().readAllBytes())).isEqualTo("a b|it's|$HOME|`ls`|\"|\\||*|a\nb|");
    assertThat(shell.waitFor()).isZero();
  }

  private CommandRun run(String arguments) throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(directory.resolve("run"), new FakeCluster(Samples::small)::answer)) {
      return started(arguments + " --run-dir " + directory.resolve("run"), "java X");
    }
  }

  private static CommandRun started(String options, String command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = RunTool.commandLine(new RunTool()).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
        .execute(RunTool.withNode((options + " " + command).strip().split(" +")));
    return new CommandRun(code, out.toString().strip(), err.toString().strip());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      -9   | 3 | no node [9] (nodes: [1, 2, 3])
      -3   | 4 | node 3 is silent (expected: up, or -F)
      -j3  | 4 | node 3 is silent (expected: up, or -F)
      -jx  | 2 | -j: x (expected: node numbers, as 1,4-6)
      """)
  void nodesThatCannotBeGoneToAreRefusedBeforeAnythingStarts(String options, int code, String message) throws Exception {
    CommandRun run = run(options);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err()).contains(message);
  }

  @Test
  void noDaemonKnowsNoNodes() {
    CommandRun run = started("-2 --run-dir " + directory.resolve("none"), "java X");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("expected: a running mosixd, which knows the nodes");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      -h -2  | java X | -h, -NODE and -j: more than one is given (expected: one)
      -l -L  | java X | -l and -L: both are given (expected: one)
      -c -i  | java X | -c and -i: both are given (expected: one)
      -h     | ls     | ls: no Java program (expected: java, or the path of another one, and its arguments)
      -h     | ''     | Missing required parameter
      """)
  void usageErrorsHaveCode2(String options, String command, String message) {
    CommandRun run = started(options, command);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
