package org.mosix.tools.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.mosix.tools.FakeDaemon;
import org.mosix.tools.TopTool;

/** {@code mtop} in a real terminal, by keys and screen. */
@Timeout(120)
class TopTerminalTest {

  @TempDir
  Path directory;
  private FakeDaemon daemon;
  private Tmux terminal;

  @BeforeEach
  void startDaemon() throws Exception {
    assumeTrue(Tmux.isThere(), "no tmux on the PATH (Debian: apt-get install tmux): mtop is not tried in a terminal");
    daemon = new FakeDaemon(directory.resolve("run"), new FakeCluster(Samples::small)::answer);
  }

  @AfterEach
  void end() throws Exception {
    if (terminal != null) {
      terminal.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  private void open(int width, int height, String... environment) throws Exception {
    Map<String, String> variables = new LinkedHashMap<>(Map.of("LC_ALL", "C.UTF-8", "MOSIX_RUN_DIR", directory.resolve("run").toString(),
        "CLASSPATH", System.getProperty("java.class.path")));
    for (int i = 0; i < environment.length; i += 2) {
      variables.put(environment[i], environment[i + 1]);
    }
    terminal = new Tmux(directory, width, height, variables);
  }

  private void start(String options) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    terminal.line("stty -g > " + directory.resolve("before") + "; clear; " + java + " -XX:TieredStopAtLevel=1 " + TopTool.class.getName() + " " + options
        + "; echo exit=$?; stty -g > " + directory.resolve("after"));
  }

  private String shown() throws Exception {
    return terminal.await("keys", screen -> screen.contains("? help  q quit"));
  }

  private void restored(int code) throws Exception {
    assertThat(terminal.await("exit=" + code)).doesNotContain("HOME");
    assertThat(terminal.format("alternate_on")).isEqualTo("0");
    assertThat(terminal.format("cursor_flag")).isEqualTo("1");
    terminal.line("echo restored");
    terminal.await("the answer of the shell", screen -> screen.lines().anyMatch(line -> line.equals("restored")));
    assertThat(Files.readString(directory.resolve("after"))).isEqualTo(Files.readString(directory.resolve("before")));
  }

  @Test
  void showsNodesAndProcessesAndGivesTheTerminalBack() throws Exception {
    open(80, 24);
    start("");
    assertThat(shown()).contains("nodes 2/3 up", "block,lstay", "silent 34s", "2→1", "org.example.Sieve", "█");
    assertThat(terminal.format("alternate_on")).isEqualTo("1");
    terminal.press("q");
    restored(0);
  }

  @Test
  void movesWhatWasChosenAndSaysWhatCameOfIt() throws Exception {
    open(80, 24);
    start("");
    shown();
    terminal.press("Down", "m");
    terminal.await("move 4711");
    terminal.press("Enter");
    terminal.await("4711: move home: node 2 -> 1, 48.3 MB, frozen 61 ms");
    terminal.await("the process at home", screen -> screen.matches("(?s).*4711 1   .*"));
    terminal.press("m");
    terminal.await("move 4711");
    terminal.press("3");
    terminal.press("Enter");
    terminal.await("4711: move to node 3: node 3 is full");
    assertThat(daemon.requests.stream().filter(Migrate.class::isInstance).toArray(Message[]::new))
        .containsExactly(new Migrate(4711, 0, 60_000).withHome(1), new Migrate(4711, 3, 60_000).withHome(1));
    terminal.press("q");
    restored(0);
  }

  @Test
  void locksAndUnlocks() throws Exception {
    open(80, 24);
    start("");
    shown();
    terminal.press("l");
    terminal.await("31337: lock: locked");
    assertThat(daemon.requests).contains(new Administer("at", List.of("2", "lock", "31337", "on")));
    terminal.press("Down", "l");
    terminal.await("4711: lock: locked");
    terminal.await("the mark of the lock", screen -> screen.matches("(?s).*4711 1→2 +99.4 +512M +3 L running.*"));
    terminal.press("l");
    terminal.await("4711: unlock: unlocked");
    terminal.press("q");
    restored(0);
  }

  @Test
  void filterIsTypedAndEscapeIsAKeyOfItsOwn() throws Exception {
    open(80, 24);
    start("");
    shown();
    terminal.press("/", "n", "o", "d", "e", "=", "2");
    terminal.await("filtered", screen -> screen.contains("filter: node=2") && screen.contains("4711") && !screen.contains("31337"));
    terminal.press("Escape");
    terminal.await("all again", screen -> screen.contains("31337") && !screen.contains("filter:"));
    terminal.press("t");
    terminal.await("home 2  1 process, 1 away");
    terminal.press("F1");
    terminal.await("mtop: help");
    terminal.press("Escape", "F10");
    restored(0);
  }

  @Test
  void followsTheSizeOfTheWindow() throws Exception {
    open(80, 24);
    start("");
    shown();
    terminal.resize(250, 60);
    terminal.await("all columns", screen -> screen.contains("CANNOT MOVE") && screen.contains("java.net.Socket.read is open"));
    terminal.resize(40, 10);
    terminal.await("mtop: 40x10 (expected: at least 60x12)");
    terminal.resize(80, 24);
    shown();
    terminal.press("q");
    terminal.await("exit=0");
  }

  @Test
  void interruptsAndTerminationGiveTheTerminalBack() throws Exception {
    open(80, 24);
    start("");
    shown();
    terminal.press("C-c");
    restored(0);
    start("");
    shown();
    ProcessHandle shell = ProcessHandle.of(Long.parseLong(terminal.format("pane_pid"))).orElseThrow();
    ProcessHandle mtop = shell.children().filter(child -> child.info().command().orElse("").endsWith("java")).findFirst().orElseThrow();
    assertThat(mtop.destroy()).isTrue();
    restored(143);
  }

  @Test
  void pausesForTheShell() throws Exception {
    open(80, 24, "ENV", "");
    terminal.line("set -m");
    start("");
    shown();
    terminal.press("C-z");
    terminal.await("the shell", screen -> screen.contains("top") && !screen.contains("? help"));
    assertThat(terminal.format("alternate_on")).isEqualTo("0");
    terminal.line("fg");
    shown();
    terminal.press("q");
    terminal.await("the shell", screen -> !screen.contains("? help"));
  }

  @Test
  void staysAndSaysSoWhenTheDaemonIsGone() throws Exception {
    open(80, 24);
    start("");
    shown();
    daemon.close();
    terminal.press("m", "Enter");
    terminal.await("no node daemon at");
    terminal.press("q");
    restored(0);
  }

  @Test
  void readOnlyRefusesOrders() throws Exception {
    open(80, 24);
    start("--readonly");
    shown();
    terminal.press("m");
    terminal.await("read-only: started with --readonly");
    terminal.press("q");
    restored(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO_COLOR", "none"})
  void coloursAreThereUnlessUnwanted(String variable) throws Exception {
    open(80, 24, variable, "1");
    start("");
    shown();
    boolean coloured = terminal.styledScreen().matches("(?s).*\\e\\[(\\d+;)*(3[0-7]|4[0-7])(;\\d+)*m.*");
    assertThat(coloured).isEqualTo(!variable.equals("NO_COLOR"));
    terminal.press("q");
    restored(0);
  }

  @Test
  void asciiIsUsedWithoutUtf8() throws Exception {
    open(80, 24, "LC_ALL", "C");
    start("");
    assertThat(shown()).contains("2>1", "###").matches(screen -> screen.chars().allMatch(c -> c < 128));
    terminal.press("q");
    restored(0);
  }

  @Test
  void terminalsThatCannotPlaceTheCursorAreRefused() throws Exception {
    open(80, 24, "TERM", "dumb");
    start("");
    assertThat(terminal.await("exit=1")).contains("cannot place the cursor");
  }
}
