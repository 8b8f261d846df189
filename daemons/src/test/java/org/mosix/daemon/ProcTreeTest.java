package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;

@Timeout(60)
class ProcTreeTest {

  private static final long PID = ProcessHandle.current().pid();

  @TempDir
  Path directory;
  private Cluster cluster;
  private FakeProgram program;
  private Path tree;

  @BeforeEach
  void startNode() throws Exception {
    cluster = new Cluster(directory, 2);
    cluster.balance = new BalanceSettings(false, 3, 0, 0, null, null, Tuning.STANDARD.with(Tunable.INTERVAL, 0.05));
    cluster.start(1, 0, "");
    program = new FakeProgram(cluster.runDirectory(1), PID);
    program.tell();
    tree = cluster.runDirectory(1).path().resolve("proc");
  }

  @AfterEach
  void stop() {
    program.close();
    cluster.close();
  }

  private void awaitContent(String name, String content) throws Exception {
    Path file = tree.resolve(name);
    while (!Files.exists(file) || !Files.readString(file).strip().equals(content)) {
      Thread.sleep(10);
    }
  }

  /** The last of its files is there: what is written before would be overwritten. */
  private void awaitProcess() throws Exception {
    awaitContent(PID + "/mignodes", "1 2");
  }

  @Test
  void nodesAndProcessesAreThereAsFiles() throws Exception {
    awaitContent("nodes/1/cpus", "3");
    awaitContent("nodes/1/status", "up");
    awaitContent("nodes/2/status", "unknown");
    awaitContent("admin/mospe", "1");
    awaitContent(PID + "/where", "0");
    awaitContent(PID + "/nmigs", "2");
    awaitContent(PID + "/cantmove", "Foo.bar(Native)");
    awaitContent(PID + "/migfilter", "all");
    awaitContent(PID + "/mignodes", "1 2");
    assertThat(tree.resolve("nodes/1/tmem")).isNotEmptyFile();
    assertThat(tree.resolve("nodes/2/load")).doesNotExist();
  }

  @Test
  void nodeNumberWrittenIntoGotoMovesTheProcess() throws Exception {
    awaitContent(PID + "/goto", "");
    Files.writeString(tree.resolve(PID + "/goto"), "2\n");
    assertThat(program.move().targetNode()).isEqualTo(2);
    awaitContent(PID + "/where", "2");
    awaitContent(PID + "/goto", "");
    Files.writeString(tree.resolve(PID + "/goto"), "home\n");
    assertThat(program.move().targetNode()).isZero();
  }

  @Test
  void whyAMoveThatWasWrittenIntoGotoWasNotDoneIsInCantmove() throws Exception {
    awaitProcess();
    Files.writeString(tree.resolve(PID + "/migfilter"), "not 2");
    awaitContent(PID + "/mignodes", "1");
    Files.writeString(tree.resolve(PID + "/goto"), "2\n");
    awaitContent(PID + "/cantmove", "Foo.bar(Native)\nprocess " + PID + ": node 2 is not in its node mask: not 2");
    Files.writeString(tree.resolve(PID + "/goto"), "somewhere\n");
    awaitContent(PID + "/cantmove", "Foo.bar(Native)\nsomewhere (expected: a node, home or balance)");
  }

  @Test
  void onlyOneBeginsAnOrder() throws Exception {
    awaitContent("admin/expel", "0");
    awaitContent("admin/bring", "0");
    Files.writeString(tree.resolve("admin/expel"), "0");
    Files.writeString(tree.resolve("admin/bring"), "x");
    awaitContent("admin/bring", "0");
    Files.writeString(tree.resolve("admin/block"), "1");
    awaitContent("nodes/1/status", "up block");
    Files.writeString(tree.resolve("admin/block"), "0");
    awaitContent("nodes/1/status", "up");
    awaitContent("admin/lstay", "0");
  }

  @Test
  void locksMasksAndSwitchesActWhenWritten() throws Exception {
    awaitProcess();
    Files.writeString(tree.resolve(PID + "/lock"), "1");
    Files.writeString(tree.resolve(PID + "/migfilter"), "not 2");
    Files.writeString(tree.resolve("admin/block"), "1");
    awaitContent("nodes/1/status", "up block");
    awaitContent(PID + "/mignodes", "1");
    try (DaemonClient client = cluster.client(1)) {
      assertThat(client.processes().get(0).locked()).isTrue();
      client.administer(Verb.LOCK, String.valueOf(PID), "off");
    }
    awaitContent(PID + "/lock", "0");
  }

  @Test
  void processThatHasEndedLeavesNoFiles() throws Exception {
    awaitContent(PID + "/where", "0");
    program.close();
    while (Files.exists(tree.resolve(String.valueOf(PID)))) {
      Thread.sleep(10);
    }
  }
}
