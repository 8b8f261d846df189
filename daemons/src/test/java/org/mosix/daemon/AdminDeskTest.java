package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.balance.InfoMessage;
import org.mosix.balance.NodeInfo;
import org.mosix.balance.Tuning;
import org.mosix.link.JavaBuild;
import org.mosix.link.NodeChannel;
import org.mosix.link.RefusedException;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveRequest;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Reserve;

@Timeout(60)
class AdminDeskTest {

  private static final long PID = ProcessHandle.current().pid();

  @TempDir
  Path directory;
  private Cluster cluster;
  private NodeDaemon daemon;
  private DaemonClient tool;

  @BeforeEach
  void startOneOfTwoNodes() throws Exception {
    cluster = new Cluster(directory, 2);
    daemon = cluster.start(1, 1, "");
    tool = cluster.client(1);
  }

  @AfterEach
  void stop() {
    tool.close();
    cluster.close();
  }

  private void restart() throws Exception {
    tool.close();
    daemon.close();
    daemon = cluster.start(1, 1, "");
    tool = cluster.client(1);
  }

  private void assertFails(Outcome outcome, String text, Verb verb, String... arguments) {
    assertThatThrownBy(() -> tool.administer(verb, arguments)).hasMessageContaining(text)
        .isInstanceOfSatisfying(FailureException.class, failure -> assertThat(failure.outcome()).isEqualTo(outcome));
  }

  private void reserve() throws Exception {
    try (NodeChannel channel = cluster.channel(1)) {
      channel.reserve(new Reserve(2, PID, "instance", JavaBuild.current(), 0, List.of(), "org.example.Main"), Cluster.SOON);
    }
  }

  @Test
  void policiesAreKeptWhenTheDaemonIsStartedAgain() throws Exception {
    tool.administer(Verb.SWITCH, "stay", "on");
    tool.administer(Verb.SWITCH, "lstay", "on");
    tool.administer(Verb.SWITCH, "lstay", "off");
    tool.administer(Verb.LIMIT, "3");
    tool.administer(Verb.SETSPEED, "15000");
    tool.administer(Verb.SETTUNE, "min-gain", "0.5");
    restart();
    PolicyRecord policy = tool.administer(Verb.POLICY, PolicyRecord.class);
    assertThat(policy.stay()).isTrue();
    assertThat(policy.lstay()).isFalse();
    assertThat(policy.guestLimit()).isEqualTo(3);
    assertThat(policy.speed()).isEqualTo(15_000);
    assertThat(tool.administer(Verb.GETTUNE, TunableRecord[].class)).filteredOn(tunable -> tunable.key().equals("min-gain"))
        .extracting(TunableRecord::value).containsExactly(0.5);
  }

  @Test
  void blockedNodeRefusesGuests() throws Exception {
    tool.administer(Verb.SWITCH, "block", "on");
    assertThatThrownBy(this::reserve).isInstanceOf(RefusedException.class).hasMessage("it accepts no guests (mosctl block)");
    tool.administer(Verb.SWITCH, "block", "off");
    reserve();
  }

  @Test
  void guestsOverTheLimitAreRefused() throws Exception {
    tool.administer(Verb.LIMIT, "1");
    reserve();
    assertThatThrownBy(this::reserve).isInstanceOf(RefusedException.class).hasMessage("it has 1 guests, and takes no more (mosctl limit 1)");
  }

  @Test
  void nodeThatHasLeftRefusesGuests() throws Exception {
    tool.administer(Verb.LEAVE);
    assertThatThrownBy(this::reserve).isInstanceOf(RefusedException.class).hasMessageContaining("has left the cluster");
  }

  @Test
  void locksAndMasksAreKeptAndHeld() throws Exception {
    try (FakeProgram program = new FakeProgram(cluster.runDirectory(1), PID)) {
      tool.administer(Verb.LOCK, String.valueOf(PID), "on");
      tool.administer(Verb.MASK, String.valueOf(PID), "not", "2");
      assertThat(tool.processes()).extracting(ProcessRecord::locked, ProcessRecord::nodes).containsExactly(tuple(true, "not 2"));
      assertThatThrownBy(() -> tool.ask(new Migrate(PID, 2, 5000), MoveResult.class)).hasMessageContaining("not in its node mask: not 2");
      tool.administer(Verb.MASK, String.valueOf(PID), "all");
      assertThatThrownBy(() -> tool.ask(new Migrate(PID, 2, 5000, Migrate.Cause.LOAD), MoveResult.class)).hasMessageContaining("it is locked");
    }
    restart();
    try (FakeProgram again = new FakeProgram(cluster.runDirectory(1), PID)) {
      assertThat(tool.processes()).extracting(ProcessRecord::locked).containsExactly(true);
    }
  }

  @Test
  void whatMakesNoSenseIsRefusedWithWhatWasExpected() {
    assertFails(Outcome.USAGE, "expected: stay, lstay, block or quiet", Verb.SWITCH, "nonsense", "on");
    assertFails(Outcome.USAGE, "expected: on or off", Verb.SWITCH, "stay", "perhaps");
    assertFails(Outcome.USAGE, "expected: 0.0 to 100.0", Verb.SETTUNE, "min-gain", "-1");
    assertFails(Outcome.USAGE, "nonsense (expected: one of interval, window, max-age", Verb.SETTUNE, "nonsense", "1");
    assertFails(Outcome.USAGE, "expected: all, only N..., or not N...", Verb.MASK, String.valueOf(PID), "only");
    assertFails(Outcome.USAGE, "node: two (expected: 1 to 65535)", Verb.MASK, String.valueOf(PID), "only", "1", "two");
    assertFails(Outcome.USAGE, "node: 0 (expected: 1 to 65535)", Verb.MASK, String.valueOf(PID), "not", "0");
    assertFails(Outcome.USAGE, "node: 70000 (expected: 1 to 65535)", Verb.MASK, String.valueOf(PID), "only", "70000");
    assertFails(Outcome.USAGE, "map:1: count: x (expected: 1 to 65535)", Verb.JOIN, "1 127.0.0.1 x");
    assertFails(Outcome.USAGE, "expected: 1 to 1000000000", Verb.SETSPEED, "0");
    assertFails(Outcome.USAGE, "guest limit: many (expected: none, or 0 or more)", Verb.LIMIT, "many");
    assertFails(Outcome.UNKNOWN, "no node 9 (nodes: 1-2)", Verb.COST, "9", "1", "1");
    assertFails(Outcome.UNKNOWN, "no process 1 has its home here", Verb.LOCK, "1", "on");
    assertFails(Outcome.UNKNOWN, "no process 1 has its home here or runs here", Verb.WHY, "1");
    assertFails(Outcome.FAILED, "/proc/.mosix-shared: no such file or directory", Verb.MFS, "share", "/proc");
    assertFails(Outcome.USAGE, "expected: one of", Verb.ADMIT, "{}");
  }

  @Test
  void ordersForProcessesOfOtherNodesArePassedOn() throws Exception {
    cluster.start(2, 1, "");
    try (DaemonClient elsewhere = cluster.client(2); FakeProgram program = new FakeProgram(cluster.runDirectory(1), PID)) {
      elsewhere.administerAt(1, Verb.LOCK, String.valueOf(PID), "on");
      assertThat(tool.processes()).extracting(ProcessRecord::locked).containsExactly(true);
      assertThat(elsewhere.administerAt(1, Verb.NODE).getAsJsonObject().get("memoryFreeRaw").getAsLong()).isPositive();
      CompletableFuture<MoveResult> moved = CompletableFuture.supplyAsync(() -> {
        try {
          return elsewhere.ask(new Migrate(PID, 2, 9000).withHome(1), MoveResult.class);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      });
      MoveRequest request = program.next(MoveRequest.class);
      assertThat(request.targetNode()).isEqualTo(2);
      program.answer(MoveResult.not(request.requestId(), Outcome.REFUSED, "pinned", 0, 2));
      assertThat(moved.get().text()).isEqualTo("pinned");
      assertThat(elsewhere.administerAt(1, Verb.WHY, String.valueOf(PID)).getAsJsonArray()).isEmpty();
      assertThatThrownBy(() -> elsewhere.administerAt(1, Verb.WHY, "1")).hasMessageContaining("node 1: no process 1 has its home here");
      assertThatThrownBy(() -> elsewhere.administerAt(1, Verb.SWITCH, "block", "on")).hasMessageContaining("expected: one that other nodes");
      assertThatThrownBy(() -> elsewhere.administerAt(9, Verb.NODE)).hasMessageContaining("node 9 is not in the map");
      assertThatThrownBy(() -> elsewhere.ask(new Migrate(1, 2, 9000).withHome(1), MoveResult.class)).hasMessageContaining("node 1: process 1");
    }
  }

  @Test
  void homesOfGuestsTellOfThemselves() throws Exception {
    NodeInfo two = new NodeInfo(2, 4, 10_000, 0.5, 0, 1L << 30, 1L << 29, 0, 0, 0, Set.of());
    String told = Base64.getEncoder().encodeToString(new InfoMessage(List.of(new InfoMessage.Told(two, 0))).encode(Tuning.STANDARD));
    try (NodeChannel channel = cluster.channel(1)) {
      // node 1 speaks for node 2: nothing is believed; what is no message is refused
      channel.ask(new Administer("guests", List.of("1", "[]", told)), Cluster.SOON);
      assertThat(channel.ask(new Administer("guests", List.of("2", "[]", "AAAA")), Cluster.SOON)).isInstanceOf(Failure.class);
      assertThat(tool.nodes().get(1).status()).isEqualTo("unknown");
      channel.ask(new Administer("guests", List.of("2", "[]", told)), Cluster.SOON);
      assertThat(tool.nodes().get(1).cpus()).isEqualTo(4);
    }
  }

  @Test
  void endsProcessesOfItsOwnOnly() throws Exception {
    Process sleeper = new ProcessBuilder("sleep", "60").start();
    try (FakeProgram program = new FakeProgram(cluster.runDirectory(1), sleeper.pid())) {
      assertFails(Outcome.USAGE, "signal: hup (expected: term or kill)", Verb.KILL, String.valueOf(sleeper.pid()), "hup");
      assertFails(Outcome.UNKNOWN, "no process 1 has its home here", Verb.KILL, "1", "term");
      tool.administerAt(1, Verb.KILL, String.valueOf(sleeper.pid()), "term");
      assertThat(sleeper.waitFor()).isEqualTo(143);
    } finally {
      sleeper.destroyForcibly();
    }
  }

  @Test
  void otherNodesMayNotSwitchPolicies() throws Exception {
    try (NodeChannel channel = cluster.channel(1)) {
      assertThat(channel.ask(new Administer("switch", List.of("block", "on")), Cluster.SOON)).isInstanceOf(Failure.class);
    }
    assertThat(tool.administer(Verb.POLICY, PolicyRecord.class).block()).isFalse();
  }
}
