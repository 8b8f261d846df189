package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.JavaBuild;
import org.mosix.link.NodeChannel;
import org.mosix.link.RefusedException;
import org.mosix.link.message.Reserve;
import org.mosix.link.message.Reserved;
import org.mosix.link.message.Status;

@Timeout(60)
class GuestPoolTest {

  private static final long ALIVE = ProcessHandle.current().pid();
  private static final List<String> NONE = List.of();

  @TempDir
  Path directory;
  private Cluster cluster;

  @BeforeEach
  void makeCluster() throws Exception {
    cluster = new Cluster(directory, 2);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private static Reserve request(long pid, List<String> jvmArguments) {
    return new Reserve(1, pid, "instance", JavaBuild.current(), 1 << 20, jvmArguments, "org.example.Main");
  }

  private Reserved reserve(Reserve request) throws Exception {
    try (NodeChannel channel = cluster.channel(2)) {
      return channel.reserve(request, Cluster.SOON);
    }
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }

  private static ProcessHandle process(Reserved guest) {
    return ProcessHandle.of(guest.guestPid()).orElseThrow();
  }

  @Test
  void keepsAsManyWarmAsToldAndRefills() throws Exception {
    NodeDaemon node = cluster.start(2, 2, "");
    until(() -> node.guests().count(GuestState.WARM) == 2);
    Reserved first = reserve(request(ALIVE, NONE));
    Reserved second = reserve(request(ALIVE, NONE));
    assertThat(first.guestPid()).isNotEqualTo(second.guestPid());
    assertThat(first.token()).isEqualTo("token");
    until(() -> node.guests().count(GuestState.WARM) == 2);
    assertThat(node.guests().count(GuestState.TAKEN)).isEqualTo(2);
  }

  @Test
  void startsAGuestForOtherArguments() throws Exception {
    NodeDaemon node = cluster.start(2, 1, "");
    until(() -> node.guests().count(GuestState.WARM) == 1);
    Reserved guest = reserve(request(ALIVE, List.of("-Xmx77m")));
    assertThat(process(guest).info().arguments().orElseThrow()).contains("-Xmx77m");
    assertThat(node.guests().count(GuestState.WARM)).isEqualTo(1);
  }

  @Test
  void takesAGuestThatIsBeingStartedAndStartsNoOther() throws Exception {
    NodeDaemon node = cluster.start(2, 1, "");
    until(() -> node.guests().in(GuestState.STARTING).size() + node.guests().in(GuestState.WARM).size() == 1);
    long starting = Stream.concat(node.guests().in(GuestState.STARTING).stream(), node.guests().in(GuestState.WARM).stream())
        .findFirst().orElseThrow().pid();
    assertThat(reserve(request(ALIVE, NONE)).guestPid()).isEqualTo(starting);
  }

  @Test
  void startsAGuestWhenNoneIsWarm() throws Exception {
    NodeDaemon node = cluster.start(2, 0, "");
    assertThat(process(reserve(request(ALIVE, NONE))).isAlive()).isTrue();
    assertThat(node.guests().count(GuestState.TAKEN)).isEqualTo(1);
  }

  @Test
  void refusesAnotherBuildOfJava() throws Exception {
    cluster.start(2, 0, "");
    assertThatThrownBy(() -> reserve(new Reserve(1, ALIVE, "instance", "Other VM 1.1", 0, NONE, ""))).isInstanceOf(RefusedException.class)
        .hasMessageContaining("this node has no Other VM 1.1 (it has: " + JavaBuild.current());
  }

  @Test
  void refusesAHeapThatDoesNotFit() throws Exception {
    cluster.start(2, 0, "");
    assertThatThrownBy(() -> reserve(new Reserve(1, ALIVE, "instance", JavaBuild.current(), 1L << 60, NONE, ""))).isInstanceOf(RefusedException.class)
        .hasMessageMatching("memory: \\d+ MB available \\(expected: \\d+ MB.*");
  }

  @Test
  void refusesWhenGuestsDieAtTheirStart() throws Exception {
    cluster.start(2, 0, "fail");
    assertThatThrownBy(() -> reserve(request(ALIVE, NONE))).isInstanceOf(RefusedException.class)
        .hasMessageContaining("a guest that was started ended at once");
  }

  @Test
  void killedWarmGuestIsReplaced() throws Exception {
    NodeDaemon node = cluster.start(2, 1, "");
    until(() -> node.guests().count(GuestState.WARM) == 1);
    Reserved guest = reserve(request(ALIVE, NONE));
    process(guest).destroyForcibly();
    until(() -> node.guests().count(GuestState.TAKEN) == 0);
    until(() -> node.guests().count(GuestState.WARM) == 1);
  }

  @Test
  void endsAGuestWhoseHomeProcessIsGoneAndNoOther() throws Exception {
    cluster.start(1, 0, "");
    NodeDaemon node = cluster.start(2, 0, "");
    Reserved other = reserve(request(ALIVE, NONE));
    long orphan = reserve(request(Long.MAX_VALUE, NONE)).guestPid();
    until(() -> ProcessHandle.of(orphan).isEmpty());
    assertThat(process(other).isAlive()).isTrue();
    until(() -> node.guests().count(GuestState.TAKEN) == 1);
  }

  @Test
  void guestGoesOnUntilItsHomeDaemonSaysThatTheProcessIsGone() throws Exception {
    cluster.start(2, 0, "");
    ProcessHandle guest = process(reserve(request(Long.MAX_VALUE, NONE)));
    assertThat(guest.isAlive()).isTrue();
    cluster.start(1, 0, "");
    guest.onExit().get();
  }

  @Test
  void endsAGuestThatWasPromisedAndNeverReached() throws Exception {
    cluster.reservation = Duration.ofMillis(200);
    cluster.start(2, 0, "");
    long forgotten = reserve(request(ALIVE, NONE)).guestPid();
    until(() -> ProcessHandle.of(forgotten).isEmpty());
  }

  @Test
  void endsAGuestWhoseProcessRunsElsewhereBecauseItsMoveCameToNothing() throws Exception {
    cluster.start(1, 0, "");
    cluster.start(2, 0, "");
    try (FakeProgram program = new FakeProgram(cluster.runDirectory(1), ALIVE)) {
      program.tell();
      long promised = reserve(request(ALIVE, NONE)).guestPid();
      until(() -> ProcessHandle.of(promised).isEmpty());
    }
  }

  @Test
  void keepsAGuestThatRunsAProcess() throws Exception {
    cluster.reservation = Duration.ofMillis(1);
    NodeDaemon node = cluster.start(2, 0, "busy");
    Reserved guest = reserve(request(ALIVE, NONE));
    until(() -> node.guests().taken().get(0).status() != null);
    assertThat(process(guest).isAlive()).isTrue();
  }

  private static void movesOn(NodeDaemon node) {
    node.guests().reported(node.guests().taken().get(0), new Status(0, 0, 0, 0, Status.LEFT, NONE, false, 0, 0, Map.of()));
  }

  @Test
  void keepsAGuestForTheProcessThatMovedOn() throws Exception {
    NodeDaemon node = cluster.start(2, 0, "");
    long first = reserve(request(ALIVE, NONE)).guestPid();
    movesOn(node);
    assertThat(node.guests().count(GuestState.KEPT)).isEqualTo(1);
    assertThat(reserve(new Reserve(1, ALIVE, "another", JavaBuild.current(), 1 << 20, NONE, "")).guestPid()).isNotEqualTo(first);
    assertThat(reserve(request(ALIVE, NONE)).guestPid()).isEqualTo(first);
    assertThat(node.guests().count(GuestState.KEPT)).isZero();
    assertThat(node.guests().count(GuestState.TAKEN)).isEqualTo(2);
  }

  @Test
  void keepsNoMoreThanToldAndTheNewest() throws Exception {
    NodeDaemon node = cluster.start(2, 0, "");
    ProcessHandle old = process(reserve(request(ALIVE, NONE)));
    movesOn(node);
    long other = reserve(new Reserve(1, ALIVE, "another", JavaBuild.current(), 1 << 20, NONE, "")).guestPid();
    movesOn(node);
    old.onExit().get();
    assertThat(node.guests().in(GuestState.KEPT)).extracting(Guest::pid).containsExactly(other);
  }

  @Test
  void endsAKeptGuestWhoseProcessDoesNotComeBack() throws Exception {
    cluster.keep = Duration.ofMillis(200);
    NodeDaemon node = cluster.start(2, 0, "");
    ProcessHandle guest = process(reserve(request(ALIVE, NONE)));
    movesOn(node);
    guest.onExit().get();
  }

  @Test
  void endsAKeptGuestWhoseProcessIsGone() throws Exception {
    NodeDaemon node = cluster.start(2, 0, "");
    ProcessHandle guest = process(reserve(request(Long.MAX_VALUE, NONE)));
    movesOn(node);
    cluster.start(1, 0, "");
    guest.onExit().get();
  }

  @Test
  void stoppingEndsWarmGuestsAndLeavesTheOthers() throws Exception {
    NodeDaemon node = cluster.start(2, 1, "stay");
    until(() -> node.guests().count(GuestState.WARM) == 1);
    Reserved active = reserve(request(ALIVE, NONE));
    until(() -> node.guests().count(GuestState.WARM) == 1);
    long warm = node.guests().in(GuestState.WARM).get(0).pid();
    node.stop(false);
    assertThat(ProcessHandle.of(warm)).isEmpty();
    assertThat(process(active).isAlive()).isTrue();
    process(active).destroyForcibly();
  }

  @Test
  void stoppingByForceEndsAll() throws Exception {
    NodeDaemon node = cluster.start(2, 0, "stay");
    Reserved active = reserve(request(ALIVE, NONE));
    ProcessHandle process = process(active);
    node.stop(true);
    process.onExit().get();
  }

  @Test
  void guestThatOutlivedItsDaemonIsTakenOver() throws Exception {
    NodeDaemon node = cluster.start(2, 0, "");
    Process guest = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
        System.getProperty("java.class.path"), FakeGuest.class.getName(), cluster.runDirectory(2).toString()).start();
    until(() -> node.guests().count(GuestState.TAKEN) == 1);
    node.stop(true);
    guest.waitFor();
  }
}
