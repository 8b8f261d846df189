package org.mosix.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.ClusterKey;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.NodeReport;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Records;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

@Timeout(60)
class ControlToolTest {

  @TempDir
  Path directory;
  private final List<Message> asked = new CopyOnWriteArrayList<>();
  private int runs;

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
    assertThat(again.err()).isEqualTo("mosctl keygen: " + key + "/ca.pem: exists (expected: a directory without a cluster key)");
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
    Set<String> commands = Tool.commandLine(ControlTool.command()).getSubcommands().keySet();
    assertThat(commands).contains("stay", "nostay", "lstay", "nolstay", "block", "noblock", "quiet", "noquiet", "expel", "bring", "getload",
        "getspeed", "getmem", "getfree", "getutil", "isup", "status", "whois", "setspeed", "setdecay", "gettune", "settune", "why");
    for (String command : commands.stream().filter(name -> !name.equals("help")).toList()) {
      CommandRun help = CommandRun.of(ControlTool.command(), command, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).contains("Example:", "mosctl " + command);
    }
  }

  private CommandRun run(Function<Message, Message> daemon, String... arguments) throws Exception {
    Path run = directory.resolve("run" + runs++);
    try (FakeDaemon fake = new FakeDaemon(run, request -> {
      asked.add(request);
      return daemon.apply(request);
    })) {
      List<String> all = new ArrayList<>(List.of(arguments));
      all.addAll(List.of("--run-dir", run.toString()));
      return CommandRun.of(ControlTool.command(), all.toArray(new String[0]));
    }
  }

  private static Function<Message, Message> says(String json) {
    return request -> new Records(json);
  }

  @Test
  void switchesArePassedOn() throws Exception {
    Function<Message, Message> daemon = says("{\"balances\":true,\"joined\":true,\"block\":true,\"gives\":true,\"takes\":true,"
        + "\"speed\":10000,\"cpus\":2,\"load\":\"machine\"}");
    assertThat(run(daemon, "block")).isEqualTo(new CommandRun(0, "block; cpus 2, speed 10000, load of machine", ""));
    run(daemon, "nolstay");
    run(daemon, "limit", "none");
    assertThat(asked).containsExactly(new Administer("switch", List.of("block", "on")), new Administer("switch", List.of("lstay", "off")),
        new Administer("limit", List.of("none")));
  }

  @Test
  void neitherOfTwoDecaysIsSetIfOneCannotBe() throws Exception {
    CommandRun run = run(says("[]"), "setdecay", "0.8", "7");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("rise: 7.0 ratio (expected: 0.0 to 1.0)");
    assertThat(asked).isEmpty();
  }

  @Test
  void figuresOfNodesArePrintedWithTheirUnits() throws Exception {
    Function<Message, Message> daemon = says("[{\"node\":1,\"self\":true,\"status\":\"up\",\"flags\":[],\"load\":1.5,\"memoryFree\":1048576,"
        + "\"utilisation\":0.25},{\"node\":2,\"status\":\"silent\",\"flags\":[\"block\"],\"address\":\"h\",\"port\":9,\"ageSeconds\":7}]");
    assertThat(run(daemon, "getload").out()).isEqualTo("1.50");
    assertThat(run(daemon, "getmem", "1").out()).isEqualTo("1.00 MB");
    assertThat(run(daemon, "getutil").out()).isEqualTo("25.00 %");
    assertThat(run(daemon, "isup", "1")).isEqualTo(new CommandRun(0, "yes", ""));
    assertThat(run(daemon, "isup", "2")).isEqualTo(new CommandRun(1, "no", ""));
    assertThat(run(daemon, "whois", "h").out()).isEqualTo("node 2 at h:9: silent, block, told 7.0 s ago");
    assertThat(run(daemon, "getload", "2")).isEqualTo(new CommandRun(4, "", "mosctl getload: not known of node 2, which is silent"));
    assertThat(run(daemon, "getload", "3")).isEqualTo(new CommandRun(3, "", "mosctl getload: no node 3 (nodes: [1, 2])"));
    assertThat(run(daemon, "getload", "-o", "json").out()).contains("\"memoryFree\":1048576");
  }

  @Test
  void expelTellsWhoStays() throws Exception {
    CommandRun run = run(says("[{\"pid\":7,\"home\":2,\"done\":true,\"reason\":\"\"},{\"pid\":8,\"home\":3,\"done\":false,\"reason\":\"pinned\"}]"),
        "expel");
    assertThat(run).isEqualTo(new CommandRun(4, "7 of node 2: moved", "mosctl expel: 8 of node 3 stays: pinned"));
    assertThat(run(says("[]"), "bring").code()).isZero();
  }

  @Test
  void whyShowsWhatWasCompared() throws Exception {
    String bid = "{\"node\":%d,\"cpu\":%s,\"memory\":0.5,\"io\":0,\"move\":0,\"ageMillis\":100,\"refused\":\"\"}";
    String decision = "[{\"millis\":0,\"pid\":7,\"home\":1,\"node\":1,\"cause\":\"balance\",\"moves\":true,\"targets\":[2],\"reason\":\"node 2 is better\","
        + "\"here\":" + String.format(bid, 1, "3") + ",\"bids\":[" + String.format(bid, 2, "1") + "],"
        + "\"attempts\":[{\"node\":2,\"outcome\":\"refused\",\"text\":\"full\"}]}]";
    assertThat(run(says(decision), "why", "7").out()).isEqualToNormalizingNewlines("""
        1970-01-01T00:00:00Z node 1, balance: to [2]: node 2 is better
          here          cost 3.50 = cpu 3.00 + memory 0.50 + i/o 0.00 + move 0.00, told 0.1 s ago
          node 2        cost 1.50 = cpu 1.00 + memory 0.50 + i/o 0.00 + move 0.00, told 0.1 s ago
          node 2 refused: full""");
    assertThat(run(says("[]"), "why", "7").out()).isEqualTo("7: nothing was decided about it yet");
  }

  @Test
  void oneNumberIsShownAloneAndAnUnknownOneIsAUsageError() throws Exception {
    Function<Message, Message> daemon = says("[{\"key\":\"interval\",\"value\":1.0,\"standard\":1.0,\"unit\":\"s\",\"meaning\":\"m\"},"
        + "{\"key\":\"window\",\"value\":8.0,\"standard\":8.0,\"unit\":\"nodes\",\"meaning\":\"n\"}]");
    assertThat(run(daemon, "gettune", "window", "-o", "json").out())
        .isEqualTo("[{\"key\":\"window\",\"value\":8.0,\"standard\":8.0,\"unit\":\"nodes\",\"meaning\":\"n\"}]");
    assertThat(run(daemon, "gettune", "window").out()).contains("window").doesNotContain("interval");
    assertThat(run(daemon, "gettune").out()).contains("window", "interval");
    CommandRun unknown = run(daemon, "gettune", "nonsense");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).startsWith("mosctl gettune: KEY: nonsense (expected: one of interval, window)");
    assertThat(run(daemon, "settune", "window", "8", "-o", "json").out()).startsWith("[{\"key\":\"window\"");
  }

  @Test
  void whatOnlyAnotherNodeKnowsIsAskedThere() throws Exception {
    CommandRun run = run(request -> new Records(((Administer) request).verb().equals("nodes")
        ? "[{\"node\":1,\"self\":true,\"status\":\"up\",\"flags\":[]},{\"node\":2,\"status\":\"up\",\"flags\":[]}]"
        : "{\"node\":2,\"status\":\"up\",\"flags\":[],\"memoryFreeRaw\":2097152}"), "getfree", "2");
    assertThat(run).isEqualTo(new CommandRun(0, "2.00 MB", ""));
    assertThat(asked).last().isEqualTo(new Administer("at", List.of("2", "node")));
    run(says("[]"), "lock", "7", "--home", "3");
    assertThat(asked).last().isEqualTo(new Administer("at", List.of("3", "lock", "7", "on")));
    run(says("[]"), "why", "--home", "3", "7");
    assertThat(asked).last().isEqualTo(new Administer("at", List.of("3", "why", "7")));
  }

  @Test
  void everythingThatPrintsCanPrintJson() throws Exception {
    assertThat(run(says("[{\"pid\":7,\"locked\":true}]"), "lock", "7", "-o", "json").out()).isEqualTo("[{\"pid\":7,\"locked\":true}]");
    assertThat(run(says("{\"block\":true}"), "block", "-o", "json").out()).contains("\"block\":true");
    assertThat(run(says("{\"speed\":15000}"), "setspeed", "15000", "-o", "json").out()).contains("\"speed\":15000");
    assertThat(run(says("[{\"node\":1,\"self\":true,\"status\":\"up\",\"flags\":[]}]"), "isup", "-o", "json").out())
        .isEqualTo("{\"node\":1,\"up\":true,\"status\":\"up\"}");
    Path key = directory.resolve("key");
    assertThat(CommandRun.of(ControlTool.command(), "keygen", "-o", "json", key.toString()).out()).isEqualTo("{\"directory\":\"" + key + "\"}");
    for (CommandLine verb : Tool.commandLine(ControlTool.command()).getSubcommands().values()) {
      assertThat(verb.getCommandName().equals("help") || verb.getCommandSpec().findOption("-o") != null).as(verb.getCommandName()).isTrue();
    }
  }

  @Test
  void refusalsOfTheDaemonBecomeExitCodes() throws Exception {
    assertThat(run(request -> new Failure(Outcome.UNKNOWN, "no process 7"), "lock", "7"))
        .isEqualTo(new CommandRun(3, "", "mosctl lock: no process 7"));
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
