package org.mosix.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Message;
import org.mosix.link.message.Records;
import org.mosix.tools.top.FakeCluster;
import org.mosix.tools.top.Samples;

/** setpe, showmap and tune. */
@Timeout(60)
class MapToolsTest {

  private static final String MAP = "[{\"number\":1,\"host\":\"127.0.0.1\",\"port\":4660},{\"number\":2,\"host\":\"::1\",\"port\":4661}]";

  @TempDir
  Path directory;

  private CommandRun set(String answer, Administer expected, String... arguments) throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(directory.resolve("run"), new Records(answer))) {
      String[] all = new String[arguments.length + 2];
      System.arraycopy(arguments, 0, all, 0, arguments.length);
      all[arguments.length] = "--run-dir";
      all[arguments.length + 1] = directory.resolve("run").toString();
      CommandRun run = CommandRun.of(new SetTool(), all);
      assertThat(daemon.requests).containsExactly(new Message[] {expected});
      return run;
    }
  }

  @Test
  void mapIsPrintedAsItCouldBeReadAgain() throws Exception {
    CommandRun run = set(MAP, new Administer("map", List.of()), "-r");
    assertThat(run.out().lines()).containsExactly("1 127.0.0.1:4660 1", "2 [::1]:4661 1");
    Path file = Files.writeString(directory.resolve("map"), run.out());
    assertThat(CommandRun.of(new SetTool(), "-c", "-f", file.toString())).isEqualTo(new CommandRun(0, "2 nodes: 1-2", ""));
  }

  @Test
  void joiningGivesTheMapToTheDaemon() throws Exception {
    Path file = Files.writeString(directory.resolve("map"), "1 127.0.0.1 2\n");
    assertThat(set(MAP, new Administer("join", List.of("1 127.0.0.1 2\n")), "-w", "-f", file.toString(), "-o", "json").out()).isEqualTo(MAP);
    assertThat(set(MAP, new Administer("join", List.of()), "-w").code()).isZero();
  }

  @Test
  void leavingSaysWhoCouldNot() throws Exception {
    CommandRun run = set("[{\"pid\":7,\"home\":2,\"done\":false,\"reason\":\"pinned\"},{\"pid\":8,\"home\":1,\"done\":true,\"reason\":\"\"}]",
        new Administer("leave", List.of()), "-off");
    assertThat(run).isEqualTo(new CommandRun(1, "left; processes that went home: 1", "setpe: 7 of node 2 stays: pinned"));
  }

  @Test
  void damagedMapsAreRefusedWithTheirLine() throws Exception {
    Path file = Files.writeString(directory.resolve("map"), "1 127.0.0.1\n");
    CommandRun run = CommandRun.of(new SetTool(), "-c", "-f", file.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(file + ":1: 2 words (expected: FIRST-NUMBER HOST[:PORT] COUNT)");
    assertThat(CommandRun.of(new SetTool(), "-c").code()).isEqualTo(2);
    assertThat(CommandRun.of(new SetTool()).code()).isEqualTo(2);
  }

  @Test
  void whatIsNoMapIsNamedAndNotGivenToTheDaemon() throws Exception {
    Path bytes = Files.write(directory.resolve("bytes"), new byte[] {'1', ' ', (byte) 0xff, (byte) 0xfe});
    Path words = Files.writeString(directory.resolve("words"), "1 127.0.0.1 x\n");
    Path run = directory.resolve("run");
    try (FakeDaemon daemon = new FakeDaemon(run, new Records(MAP))) {
      for (String order : List.of("-c", "-w")) {
        assertMapError(bytes + ": not a text file in UTF-8 (expected: a node map, lines FIRST-NUMBER HOST COUNT)", order, bytes, run);
        assertMapError(directory + ": a directory (expected: a node map, lines FIRST-NUMBER HOST COUNT)", order, directory, run);
        assertMapError(directory.resolve("none") + ": no such file (expected: a node map, lines FIRST-NUMBER HOST COUNT)", order, directory.resolve("none"), run);
        assertMapError(words + ":1: count: x (expected: 1 to 65535)", order, words, run);
      }
      assertThat(daemon.requests).isEmpty();
    }
  }

  private static void assertMapError(String text, String order, Path file, Path run) {
    assertThat(CommandRun.of(new SetTool(), order, "-f", file.toString(), "--run-dir", run.toString())).isEqualTo(new CommandRun(2, "", "setpe: " + text));
  }

  @Test
  void showmapShowsTheOwnNumberAndAllNodes() throws Exception {
    Path run = directory.resolve("run");
    try (FakeDaemon daemon = new FakeDaemon(run, new FakeCluster(Samples::small)::answer)) {
      assertThat(CommandRun.of(new MapTool(), "--run-dir", run.toString()).out()).isEqualToNormalizingNewlines("""
          My Node-Id: 1
          NODE    ADDRESS  PORT  STATUS
             1  127.0.0.1  4660  up
             2  127.0.0.2  4660  up
             3  127.0.0.3  4660  silent""");
      assertThat(CommandRun.of(new MapTool(), "--run-dir", run.toString(), "-o", "json").out())
          .startsWith("[{\"node\":1,\"address\":\"127.0.0.1\",\"port\":4660,\"self\":true,\"status\":\"up\"}");
      assertThat(CommandRun.of(new TuneTool(), "--run-dir", run.toString(), "9").code()).isEqualTo(3);
    }
  }

  @Test
  void costOfAMoveIsTheLineThroughASmallAndALargeOne() {
    TuneTool.Cost cost = TuneTool.cost(2, new MoveTrial.Move(1_000_000, 0.11), new MoveTrial.Move(101_000_000, 1.11));
    assertThat(cost.fixedSeconds()).isCloseTo(0.1, within(1e-9));
    assertThat(cost.megabytesPerSecond()).isCloseTo(100, within(1e-9));
  }

  @Test
  void largeMoveThatTookNoLongerGivesAHighRate() {
    TuneTool.Cost cost = TuneTool.cost(2, new MoveTrial.Move(1_000_000, 0.5), new MoveTrial.Move(101_000_000, 0.4));
    assertThat(cost.megabytesPerSecond()).isGreaterThan(1000);
    assertThat(cost.fixedSeconds()).isBetween(0.0, 0.5);
  }

  @Test
  void speedOfThisProcessorIsPlausible() {
    assertThat(SpeedTest.measure()).isBetween(100, 1_000_000);
  }
}
