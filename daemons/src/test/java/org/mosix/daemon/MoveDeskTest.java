package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.JavaBuild;
import org.mosix.link.NodeChannel;
import org.mosix.link.message.ListProcesses;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveRequest;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.ProcessInfo;
import org.mosix.link.message.ProcessList;
import org.mosix.link.message.Reserve;
import org.mosix.link.message.ReserveAnswer;
import org.mosix.link.message.ReserveAt;

@Timeout(60)
class MoveDeskTest {

  private static final long PID = ProcessHandle.current().pid();

  @TempDir
  Path directory;
  private Cluster cluster;
  private DaemonClient tool;
  private FakeProgram program;
  private NodeDaemon second;

  @BeforeEach
  void startTwoNodes() throws Exception {
    cluster = new Cluster(directory, 2);
    cluster.start(1, 0, "");
    second = cluster.start(2, 1, "");
    tool = cluster.client(1);
    program = new FakeProgram(cluster.runDirectory(1), PID);
  }

  @AfterEach
  void stop() {
    program.close();
    tool.close();
    cluster.close();
  }

  private CompletableFuture<MoveResult> migrate(DaemonClient from, int target, long timeoutMillis) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return from.ask(new Migrate(PID, target, timeoutMillis), MoveResult.class);
      } catch (Exception e) {
        throw new CompletionException(e);
      }
    });
  }

  /** What the program said before may still be on its way when the daemon asks again. */
  private void programIsAway() throws Exception {
    program.node = 2;
    while (tool.ask(new ListProcesses(), ProcessList.class).processes().get(0).node() != 2) {
      Thread.sleep(1);
    }
  }

  private void assertFails(Migrate request, Outcome outcome, String text) {
    assertThatThrownBy(() -> tool.ask(request, MoveResult.class)).hasMessageContaining(text)
        .isInstanceOfSatisfying(FailureException.class, failure -> assertThat(failure.outcome()).isEqualTo(outcome));
  }

  @Test
  void tellsTheProgramWhereToGoAndTheToolWhatCameOut() throws Exception {
    CompletableFuture<MoveResult> result = migrate(tool, 2, 9000);
    MoveRequest request = program.move();
    assertThat(request.targetNode()).isEqualTo(2);
    assertThat(request.timeoutMillis()).isEqualTo(9000);
    assertThat(result.get()).isEqualTo(new MoveResult(0, Outcome.DONE, "", 1, 2, 48_300_000, 61_000_000));
  }

  @Test
  void homeIsNodeZeroForTheProgramByNameAndByNumber() throws Exception {
    for (int target : List.of(Migrate.HOME, 1)) {
      programIsAway();
      CompletableFuture<MoveResult> result = migrate(tool, target, 9000);
      assertThat(program.move().targetNode()).isZero();
      assertThat(result.get()).extracting(MoveResult::fromNode, MoveResult::toNode).containsExactly(2, 1);
    }
  }

  @Test
  void refusesAProcessThatIsThereAlready() {
    assertFails(new Migrate(PID, Migrate.HOME, 9000), Outcome.REFUSED, "process " + PID + " is on node 1 already");
  }

  @Test
  void knowsNoOtherPidNorNode() {
    assertFails(new Migrate(Long.MAX_VALUE, 2, 9000), Outcome.UNKNOWN, "no process " + Long.MAX_VALUE + " (managed here: " + PID + ")");
    assertFails(new Migrate(1, 2, 9000), Outcome.UNKNOWN, "process 1 does not run with -javaagent:mosix.jar");
    assertFails(new Migrate(PID, 9, 9000), Outcome.UNKNOWN, "no node 9 (nodes: 1-2)");
  }

  @Test
  void doesOneMoveOfAProcessAtATime() throws Exception {
    CompletableFuture<MoveResult> first = migrate(tool, 2, 9000);
    MoveRequest request = program.next(MoveRequest.class);
    try (DaemonClient other = cluster.client(1)) {
      assertThatThrownBy(() -> other.ask(new Migrate(PID, 2, 9000), MoveResult.class))
          .hasMessage("a move of process " + PID + " is under way");
    }
    program.answer(MoveResult.not(request.requestId(), Outcome.REFUSED, "pinned", 0, 2));
    assertThat(first.get()).isEqualTo(MoveResult.not(0, Outcome.REFUSED, "pinned", 1, 2));
  }

  @Test
  void givesUpOnAProgramThatDoesNotAnswerAndTakesTheNextRequest() throws Exception {
    assertThat(migrate(tool, 2, 10).get().outcome()).isEqualTo(Outcome.TIMEOUT);
    MoveRequest late = program.next(MoveRequest.class);
    CompletableFuture<MoveResult> second = migrate(tool, 2, 9000);
    MoveRequest request = program.next(MoveRequest.class);
    program.answer(MoveResult.not(late.requestId(), Outcome.FAILED, "too late", 0, 2));
    program.answer(MoveResult.not(request.requestId(), Outcome.FAILED, "in time", 0, 2));
    assertThat(second.get().text()).isEqualTo("in time");
  }

  @Test
  void reportsAProgramThatEndsDuringItsMove() throws Exception {
    CompletableFuture<MoveResult> result = migrate(tool, 2, 9000);
    program.next(MoveRequest.class);
    program.close();
    assertThat(result.get().outcome()).isEqualTo(Outcome.GONE);
    assertThat(result.get().text()).contains("ended, or closed its connection");
    assertFails(new Migrate(PID, 2, 9000), Outcome.UNKNOWN, "managed here: none");
  }

  private static Reserve of(long pid, String javaBuild) {
    return new Reserve(1, pid, "instance", javaBuild, 0, List.of(), "org.example.Main");
  }

  @Test
  void findsAGuestForAMoveAtItsTarget() throws Exception {
    CompletableFuture<MoveResult> result = migrate(tool, 2, 9000);
    long id = program.next(MoveRequest.class).requestId();
    ReserveAnswer answer = program.reserve(new ReserveAt(id, of(PID, JavaBuild.current())));
    assertThat(answer.requestId()).isEqualTo(id);
    assertThat(ProcessHandle.of(answer.reservedOrNull().guestPid())).isPresent();
    ReserveAnswer refused = program.reserve(new ReserveAt(id, of(PID, "Other VM 1.1")));
    assertThat(refused.reservedOrNull()).isNull();
    assertThat(refused.refused()).isTrue();
    assertThat(refused.reason()).contains("Other VM 1.1");
    program.answer(MoveResult.not(id, Outcome.FAILED, "enough", 0, 2));
    assertThat(result.get().text()).isEqualTo("enough");
  }

  @Test
  void findsNoGuestForAMoveThatNobodyAskedFor() throws Exception {
    assertThat(program.reserve(new ReserveAt(1, of(PID, JavaBuild.current()))).reason()).isEqualTo("a guest for a move that is not under way");
    CompletableFuture<MoveResult> result = migrate(tool, 2, 9000);
    long id = program.next(MoveRequest.class).requestId();
    for (ReserveAt other : List.of(new ReserveAt(id + 1, of(PID, JavaBuild.current())), new ReserveAt(id, of(PID + 1, JavaBuild.current())))) {
      ReserveAnswer answer = program.reserve(other);
      assertThat(answer).isEqualTo(ReserveAnswer.failed(other.requestId(), "a guest for a move that is not under way"));
    }
    program.answer(MoveResult.not(id, Outcome.FAILED, "enough", 0, 2));
    result.get();
  }

  @Test
  void saysWhenTheTargetCannotBeAsked() throws Exception {
    second.close();
    CompletableFuture<MoveResult> result = migrate(tool, 2, 2000);
    long id = program.next(MoveRequest.class).requestId();
    ReserveAnswer answer = program.reserve(new ReserveAt(id, of(PID, JavaBuild.current())));
    assertThat(answer.reservedOrNull()).isNull();
    assertThat(answer.refused()).isFalse();
    assertThat(answer.reason()).contains("cannot link to");
    program.answer(MoveResult.not(id, Outcome.FAILED, "enough", 0, 2));
    result.get();
  }

  @Test
  void nodeThatHostsTheProcessPassesTheRequestToItsHome() throws Exception {
    programIsAway();
    try (NodeChannel channel = cluster.channel(2); DaemonClient toolAtHost = cluster.client(2)) {
      channel.reserve(new Reserve(1, PID, "instance", JavaBuild.current(), 0, List.of(), "org.example.Main"), Cluster.SOON);
      CompletableFuture<MoveResult> result = migrate(toolAtHost, Migrate.HOME, 9000);
      assertThat(program.move().targetNode()).isZero();
      assertThat(result.get()).extracting(MoveResult::fromNode, MoveResult::toNode).containsExactly(2, 1);
      assertThat(toolAtHost.ask(new ListProcesses(), ProcessList.class).processes())
          .containsExactly(new ProcessInfo(PID, 1, 2, -1, -1, "guest", List.of(), "org.example.Main"));
    }
  }

  @Test
  void listsWhatProgramsSayOfThemselves() throws Exception {
    program.node = 2;
    assertThat(tool.ask(new ListProcesses(), ProcessList.class).processes())
        .containsExactly(new ProcessInfo(PID, 1, 2, 2, 7, "running", List.of("Foo.bar(Native)"), "org.example.Main x"));
  }

  @Test
  void programThatReconnectsReplacesItself() throws Exception {
    try (FakeProgram again = new FakeProgram(cluster.runDirectory(1), PID)) {
      CompletableFuture<MoveResult> result = migrate(tool, 2, 9000);
      again.move();
      assertThat(result.get().outcome()).isEqualTo(Outcome.DONE);
    }
  }
}
