package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.DecisionRecord;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.NodeRecord;
import org.mosix.daemon.ProcessRecord;
import org.mosix.daemon.Verb;
import org.mosix.torture.bench.Grower;

/** Programs that would need more memory than their node has. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class MemoryIT {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int PROGRAMS = 3;
  /** A quarter of the 25 % of a node's memory below which processes go: a move takes memory itself. */
  private static final int STEP_MEGABYTES = 60;
  private static final long NODE_BYTES = 1000L << 20;

  private Rig rig;
  private final List<Program> programs = new ArrayList<>();
  private final int[] megabytes = new int[PROGRAMS];

  @BeforeEach
  void startNodes() throws IOException, InterruptedException {
    rig = Rig.start(Map.of(), List.of("--memory", "1000", "--tune", "memory-low=0.25", "--tune", "memory-goal=0.3", "--tune",
        "interval=0.25", "--tune", "max-age=100"));
  }

  @AfterEach
  void stopNodes() throws IOException {
    programs.forEach(Program::close);
    rig.close();
  }

  @Test
  void programsThatGrowAreMovedBeforeTheirNodesMemoryIsExceeded() throws Exception {
    Case what = new Case(Grower.class.getName()).withOpenInput();
    for (int i = 0; i < PROGRAMS; i++) {
      Program program = Program.start(what, rig.launch().command(what, rig.agent(), List.of()), rig.directory("grower" + i));
      programs.add(program);
      assertThat(program.awaitOutput("has 0\n", LIMIT)).isTrue();
      rig.awaitKnown(program);
    }
    try (DaemonClient home = rig.cluster().client(1)) {
      for (int step = 0; inAll(home) < NODE_BYTES; step++) {
        grow(step % PROGRAMS);
        awaitRoom(home);
      }
      assertThat(whatMovedForMemory(home)).isNotEmpty();
    }
    for (int i = 0; i < PROGRAMS; i++) {
      programs.get(i).endInput();
      Result result = programs.get(i).await(LIMIT);
      assertThat(result.lastOutput()).as(result::lastErrors).isEqualTo("ok " + sum(megabytes[i]));
      assertThat(result.exitCode()).isZero();
    }
  }

  private void grow(int program) throws IOException, InterruptedException {
    megabytes[program] += STEP_MEGABYTES;
    programs.get(program).say(String.valueOf(STEP_MEGABYTES));
    assertThat(programs.get(program).awaitOutput("has " + megabytes[program] + "\n", LIMIT)).isTrue();
  }

  /** Looks at node 1 until it has seen what was taken and is not short of memory; it must never be out of it. */
  private static void awaitRoom(DaemonClient home) throws IOException, FailureException, InterruptedException {
    NodeRecord node;
    int looks = 0;
    do {
      Thread.sleep(250);
      node = home.administer(Verb.NODE, NodeRecord.class);
      assertThat(node.memoryFree()).as("bytes free on node 1, whose processes are " + home.processes()).isPositive();
    } while (++looks < 2 || node.flags().contains("swapping"));
  }

  private static long inAll(DaemonClient home) throws IOException, FailureException {
    return home.processes().stream().mapToLong(process -> process.memory() == null ? 0 : process.memory()).sum();
  }

  private static List<ProcessRecord> whatMovedForMemory(DaemonClient home) throws IOException, FailureException {
    List<ProcessRecord> moved = new ArrayList<>();
    for (ProcessRecord process : home.processes()) {
      for (DecisionRecord why : home.administer(Verb.WHY, DecisionRecord[].class, String.valueOf(process.pid()))) {
        if (process.home() == 1 && process.node() != 1 && why.cause().equals("memory")) {
          moved.add(process);
        }
      }
    }
    return moved;
  }

  /** What {@link Grower} must find in so many MB. */
  private static long sum(int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (1L + i % 100) << 20;
    }
    return sum;
  }
}
