package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;
import org.mosix.info.ProcessMeter;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;

/** Two nodes on one processor each; the process that may move is this JVM, with two threads that compute. */
@Timeout(120)
class MigDaemonTest {

  private static final long PID = ProcessHandle.current().pid();
  private static final Tuning QUICK = Tuning.STANDARD.with(Tunable.INTERVAL, 0.1).with(Tunable.RESIDENCY, 0).with(Tunable.MAX_AGE, 100)
      // what this JVM reads is classes, and not what is tested
      .with(Tunable.IO_WEIGHT, 0);

  @TempDir
  Path directory;
  private Cluster cluster;
  private volatile boolean over;
  private final List<Thread> busy = new ArrayList<>();

  @BeforeEach
  void compute() throws Exception {
    cluster = new Cluster(directory, 2);
    for (int i = 0; i < 2; i++) {
      Thread thread = new Thread(() -> {
        while (!over) {
          Thread.onSpinWait();
        }
      }, "busy");
      thread.start();
      busy.add(thread);
    }
  }

  @AfterEach
  void stop() throws Exception {
    over = true;
    for (Thread thread : busy) {
      thread.join();
    }
    cluster.close();
  }

  private static long resident() {
    ProcessMeter meter = new ProcessMeter(PID);
    meter.interval();
    return meter.resident();
  }

  private static BalanceSettings settings(boolean moves, long memory) {
    return new BalanceSettings(moves, 1, 0, memory, LoadSource.PROCESSES, null, QUICK);
  }

  /** Node 1 is half as fast, so that one process alone is better off on node 2. */
  private void start(boolean moves, long memoryOfFirst) throws Exception {
    cluster.balance = new BalanceSettings(moves, 1, 4_000, memoryOfFirst, LoadSource.PROCESSES, null, QUICK);
    cluster.start(1, 0, "");
    cluster.balance = settings(false, 0);
    cluster.start(2, 0, "");
  }

  @Test
  void processThatComputesGoesToTheFasterNodeByItself() throws Exception {
    start(true, 0);
    try (FakeProgram program = new FakeProgram(cluster.runDirectory(1), PID); DaemonClient tool = cluster.client(1)) {
      program.node = 0;
      assertThat(program.move().targetNode()).isEqualTo(2);
      DecisionRecord[] why;
      do {
        why = tool.administer(Verb.WHY, DecisionRecord[].class, String.valueOf(PID));
      } while (why.length == 0 || why[why.length - 1].attempts().isEmpty());
      assertThat(why[why.length - 1].cause()).isEqualTo("balance");
      assertThat(why[why.length - 1].here().total()).isGreaterThan(why[why.length - 1].bids().get(0).total());
      assertThat(tool.processes().get(0).lastMove().automatic()).isTrue();
    }
  }

  @Test
  void processGoesToTheNodeWhoseFilesItReads() throws Exception {
    cluster.balance = new BalanceSettings(true, 1, 0, 0, LoadSource.PROCESSES, null, QUICK.with(Tunable.IO_WEIGHT, 1));
    cluster.start(1, 0, "");
    cluster.balance = settings(false, 0);
    cluster.start(2, 0, "");
    try (FakeProgram program = new FakeProgram(cluster.runDirectory(1), PID); DaemonClient tool = cluster.client(1)) {
      program.bytesPerAnswer = 1L << 30;
      program.tell();
      assertThat(program.move().targetNode()).isEqualTo(2);
      DecisionRecord[] why = tool.administer(Verb.WHY, DecisionRecord[].class, String.valueOf(PID));
      assertThat(why).anySatisfy(decision -> {
        assertThat(decision.moves()).isTrue();
        assertThat(decision.here().io()).isGreaterThan(decision.bids().get(0).io());
      });
    }
  }

  @Test
  void processGoesAwayWhenMemoryIsShortThoughItIsLocked() throws Exception {
    start(true, resident() + (4L << 20));
    try (FakeProgram program = new FakeProgram(cluster.runDirectory(1), PID); DaemonClient tool = cluster.client(1)) {
      tool.administer(Verb.LOCK, String.valueOf(PID), "on");
      assertThat(program.move().targetNode()).isEqualTo(2);
      assertThat(tool.administer(Verb.WHY, DecisionRecord[].class, String.valueOf(PID)))
          .anySatisfy(decision -> assertThat(decision.cause()).isEqualTo("memory"));
    }
  }

  @Test
  void passiveNodeMovesOnlyWhatItIsAskedTo() throws Exception {
    start(false, 0);
    try (FakeProgram program = new FakeProgram(cluster.runDirectory(1), PID); DaemonClient tool = cluster.client(1)) {
      while (tool.processes().get(0).load() == null || tool.processes().get(0).load() < 0.5 || tool.nodes().get(1).load() == null) {
        Thread.sleep(20);
      }
      CompletableFuture<MoveResult> result = CompletableFuture.supplyAsync(() -> {
        try {
          return tool.ask(new Migrate(PID, Migrate.BALANCE, 10_000), MoveResult.class);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      });
      assertThat(program.move().targetNode()).isEqualTo(2);
      assertThat(result.get().outcome()).isEqualTo(Outcome.DONE);
      DecisionRecord[] why = tool.administer(Verb.WHY, DecisionRecord[].class, String.valueOf(PID));
      assertThat(why).extracting(DecisionRecord::cause).containsOnly("request");
    }
  }
}
