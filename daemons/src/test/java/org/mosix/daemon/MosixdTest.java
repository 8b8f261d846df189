package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.RunDirectory;
import picocli.CommandLine;

/** The command as users call it, with real daemons in the background. */
@Timeout(120)
class MosixdTest {

  @TempDir
  Path directory;
  private Path map;
  private final List<String> started = new ArrayList<>();

  private record Result(int code, String out, String err) {}

  @BeforeEach
  void writeMap() throws IOException {
    map = Files.writeString(directory.resolve("map"), "1 127.0.0.1:" + freePort("127.0.0.1") + " 1\n2 127.0.0.2:" + freePort("127.0.0.2") + " 1\n");
  }

  @AfterEach
  void stopAll() {
    started.forEach(name -> run("stop", "--force", "--run-dir", runDir(name)));
  }

  private static int freePort(String host) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }

  private String runDir(String name) {
    return directory.resolve(name).toString();
  }

  private static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Mosixd.command().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return new Result(command.execute(arguments), out.toString().strip(), err.toString().strip());
  }

  private Result start(String name, int node, String... more) {
    started.add(name);
    List<String> arguments = new ArrayList<>(List.of("start", "--map", map.toString(), "--node", String.valueOf(node), "--run-dir",
        runDir(name), "--warm", "0"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void wrongArgumentsAreALineThatSaysWhatIsExpected() {
    assertThat(run("start")).isEqualTo(wrong("who are the other nodes? (expected: --map FILE --node N, or --discover)"));
    assertThat(run("start", "--map", map.toString())).isEqualTo(wrong("which node is this? (expected: --node N, a number of the map)"));
    assertThat(run("start", "--map", map.toString(), "--discover")).isEqualTo(
        wrong("--map and --discover: both are given (expected: --map FILE --node N, or --discover)"));
    assertThat(run("start", "--map", map.toString(), "--node", "7", "--run-dir", runDir("none"))).isEqualTo(
        wrong("node: 7 is not in the map (expected: one of 1-2)"));
    assertThat(run("start", "--node", "x").err().lines()).hasSize(2).first().isEqualTo("mosixd start: Invalid value for option '--node': 'x' is not an int");
    assertThat(run("start", "--nod", "2").err()).isEqualTo("mosixd start: Unknown options: '--nod', '2'\nPossible solutions: --node, --no-balance");
  }

  private static Result wrong(String reason) {
    return new Result(2, "", "mosixd start: " + reason + "\nSee mosixd start --help.");
  }

  @Test
  void aloneThecommandExplainsItself() {
    Result alone = run();
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).startsWith("mosixd: Missing required subcommand").contains("Usage: mosixd [-hV] (start | stop | status)", "Examples:");
  }

  @Test
  void startReturnsWhenTheNodeServesAndStopWhenItDoesNot() throws Exception {
    Result start = start("n1", 1);
    Matcher told = Pattern.compile("node 1 serves at 127\\.0\\.0\\.1:\\d+, process (\\d+)").matcher(start.out());
    assertThat(start.err()).isEmpty();
    assertThat(told.matches()).isTrue();
    ProcessHandle daemon = ProcessHandle.of(Long.parseLong(told.group(1))).orElseThrow();

    Result status = run("status", "--run-dir", runDir("n1"));
    assertThat(status.out()).contains(start.out(), "programs 0, guests warm 0 active 0", "nodes 1 127.0.0.1:");
    assertThat(Files.readString(directory.resolve("n1/mosixd.log"))).contains("made a cluster key", "node 1 serves at");

    assertThat(run("stop", "--run-dir", runDir("n1"))).isEqualTo(new Result(0, "node 1 has stopped", ""));
    daemon.onExit().get();
    assertThat(run("status", "--run-dir", runDir("n1")).code()).isEqualTo(3);
    assertThat(run("stop", "--run-dir", runDir("n1")).err()).contains("no node daemon at " + runDir("n1"));
  }

  @Test
  void twoNodesOfOneMachineDoNotCollide() {
    String key = directory.resolve("key").toString();
    assertThat(start("n1", 1, "--key", key).code()).isZero();
    assertThat(start("n2", 2, "--key", key).code()).isZero();
    assertThat(run("status", "--run-dir", runDir("n2")).out()).startsWith("node 2 serves");
  }

  @Test
  void saysWhyItDoesNotStart() throws Exception {
    assertThat(start("n1", 1).code()).isZero();
    Result sameDirectory = start("n1", 2);
    assertThat(sameDirectory.code()).isEqualTo(1);
    assertThat(sameDirectory.err()).isEqualTo("mosixd: a node daemon already serves " + runDir("n1")
        + " (expected: one daemon per run directory; see --run-dir)");
    Result sameAddress = start("other", 1);
    assertThat(sameAddress.code()).isEqualTo(1);
    assertThat(sameAddress.err()).contains("cannot listen at 127.0.0.1:").contains("Address already in use");
    assertThat(RunDirectory.resolve(runDir("other"), Map.of()).control()).doesNotExist();
  }

  @Test
  void needsAKeyMadeByHandWhenOthersCanTakePart() throws Exception {
    Files.writeString(map, "1 127.0.0.1 1\n2 192.0.2.7 1\n");
    Result start = start("n1", 1);
    assertThat(start.code()).isEqualTo(1);
    assertThat(start.err()).contains("no cluster key in " + runDir("n1") + "/key").contains("mosctl keygen");
  }

  @Test
  void directoryAndSocketAreForTheOwnerOnly() throws Exception {
    start("n1", 1);
    assertThat(mode("n1")).isEqualTo("rwx------");
    assertThat(mode("n1/control")).isEqualTo("rw-------");
    assertThat(mode("n1/key")).isEqualTo("rwx------");
    assertThat(mode("n1/key/node.key")).isEqualTo("rw-------");
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(path)));
  }

  @Test
  void daemonThatWasKilledCanBeStartedAgain() throws Exception {
    String out = start("n1", 1).out();
    ProcessHandle daemon = ProcessHandle.of(Long.parseLong(out.replaceAll(".*process ", ""))).orElseThrow();
    daemon.destroyForcibly();
    daemon.onExit().get();
    assertThat(start("n1", 1).out()).startsWith("node 1 serves at");
  }

  @Test
  void terminatedDaemonTakesItsSocketAway() throws Exception {
    String out = start("n1", 1).out();
    ProcessHandle daemon = ProcessHandle.of(Long.parseLong(out.replaceAll(".*process ", ""))).orElseThrow();
    daemon.destroy();
    daemon.onExit().get();
    assertThat(directory.resolve("n1/control")).doesNotExist();
  }

  @Test
  void usageErrorsHaveCode2() throws Exception {
    assertThat(run("start", "--node", "1").code()).isEqualTo(2);
    assertThat(run("start", "--map", map.toString(), "--node", "x").code()).isEqualTo(2);
    Result node = start("n1", 3);
    assertThat(node.code()).isEqualTo(2);
    assertThat(node.err()).contains("node: 3 is not in the map (expected: one of 1-2)");
    assertThat(run("start", "--map", map.toString(), "--node", "1", "--warm", "-1").err()).contains("warm guests: -1 (expected: 0 to 100)");
    assertThat(run("nonsense").code()).isEqualTo(2);
  }

  @Test
  void badMapIsReportedWithItsLine() throws Exception {
    Files.writeString(map, "1 127.0.0.1\n");
    Result start = start("n1", 1);
    assertThat(start.code()).isEqualTo(1);
    assertThat(start.err()).isEqualTo("mosixd: " + map + ":1: 2 words (expected: FIRST-NUMBER HOST[:PORT] COUNT)");
  }

  @Test
  void helpShowsExamples() {
    for (String command : List.of("start", "stop", "status")) {
      Result help = run(command, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).contains("Example").contains("mosixd " + command);
    }
    assertThat(run("--help").out()).contains("Examples:");
  }
}
