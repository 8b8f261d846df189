package org.mosix.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;
import picocli.CommandLine;

@Timeout(120)
class SimulatorTest {

  private static final Experiment PUBLISHED = Experiment.published(1, Experiment.FITTED_MEMORY_PERCENT);

  @Test
  void aJobAloneOnTheFastestMachineIsNotSlowedDown() {
    ClusterRun.Outcome outcome = ClusterRun.run(PUBLISHED, List.of(new Job(0, 5, 10, 1 << 20, 0)), new Controls.Pvm(), 1e9);
    assertThat(outcome.slowdowns()).isCloseTo(1, offset(1e-9));
    assertThat(outcome.seconds()).isCloseTo(15, offset(1e-9));
  }

  @Test
  void twoJobsShareAMachineFairly() {
    List<Job> jobs = List.of(new Job(0, 0, 10, 1, 0), new Job(1, 0, 20, 1, 0));
    ClusterRun.Outcome outcome = ClusterRun.run(PUBLISHED, jobs, new Controls.Pvm(), 1e9);
    // the short one takes 20 s, the long one 30 s
    assertThat(outcome.slowdowns()).isCloseTo(20 / 10.0 + 30 / 20.0, offset(1e-9));
  }

  @Test
  void aMachineWithoutMemoryRunsTenTimesSlower() {
    ClusterRun.Outcome outcome = ClusterRun.run(PUBLISHED, List.of(new Job(0, 0, 10, 100L << 20, 0)), new Controls.Pvm(), 1e9);
    assertThat(outcome.slowdowns()).isCloseTo(Experiment.SWAP_SLOWDOWN, offset(1e-9));
  }

  @Test
  void aMoveStopsAJobForItsTime() {
    Strategy once = new Strategy() {
      @Override
      public int place(Job job, ClusterRun run) {
        return 0;
      }

      @Override
      public void everySecond(ClusterRun run) {
        if (run.now() == 1) {
          run.move(run.machines[0].jobs.get(0), 1);
        }
      }
    };
    ClusterRun.Outcome outcome = ClusterRun.run(PUBLISHED.withMoveCosts(), List.of(new Job(0, 0, 10, 10_000_000, 0)), once, 1e9);
    assertThat(outcome.seconds()).isCloseTo(10 + 0.5 + 1, offset(1e-9));
    assertThat(outcome.moves()).isEqualTo(1);
  }

  @Test
  void theSameSeedGivesTheSameFigures() {
    assertThat(ours(3, 5)).isEqualTo(ours(3, 5));
    assertThat(ours(3, 5)).isNotEqualTo(ours(3, 6));
  }

  @Test
  void oursPaysForItsMovesAndIsStillBetterThanPlacementOnce() {
    Slowdowns placed = Slowdowns.of("E-PVM", PUBLISHED, 10, 1, seed -> new Controls.EnhancedPvm());
    assertThat(ours(10, 1).slowdown()).isLessThan(placed.slowdown());
  }

  @Test
  void jobsLargerThanAnyMachineAreBroughtTogetherSoThatOthersRun() {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      jobs.add(new Job(i, 0, 100, 80L << 20, i % 6));
    }
    for (int i = 12; i < 60; i++) {
      jobs.add(new Job(i, 60 + 3 * i, 5, 1 << 20, i % 6));
    }
    ClusterRun.Outcome outcome = ClusterRun.run(PUBLISHED.withMoveCosts(), jobs, new Daemons(Tuning.STANDARD, 1), 1000);
    // all the small ones have ended, as if the large ones were not there, and none of the large ones has; 1.6 against 106 if all machines swap
    assertThat(outcome.jobs()).isEqualTo(48);
    assertThat(outcome.slowdowns() / outcome.jobs()).isLessThan(2);
  }

  @Test
  void jobsThatComputeLeaveThoseThatReadAtHome() {
    IoMix blind = IoMix.run(Tuning.STANDARD.with(Tunable.IO_WEIGHT, 0), 0, 1);
    IoMix seeing = IoMix.run(Tuning.STANDARD, 1, 1);
    assertThat(seeing.reading()).isLessThan(blind.reading());
    assertThat(seeing.computing()).isLessThan(blind.computing());
    assertThat(seeing.readingMoves()).isLessThan(blind.readingMoves());
  }

  @Test
  void underSteadyLoadMovesStop() {
    for (int seed = 1; seed <= 5; seed++) {
      Steady steady = Steady.run(1, seed);
      assertThat(steady.all()).as("moves, seed %d", seed).isPositive();
      assertThat(steady.last()).as("second of the last move, seed %d", seed).isLessThan(300);
    }
  }

  @Test
  void gossipCostsTheSameInClustersOfEverySize() {
    GossipRun.Outcome small = GossipRun.run(10, 0, Tuning.STANDARD, 1);
    GossipRun.Outcome large = GossipRun.run(300, 0, Tuning.STANDARD, 1);
    assertThat(large.bytesPerSecond()).isEqualTo(small.bytesPerSecond());
    assertThat(large.p99Age()).isLessThan(10);
  }

  @Test
  void deadNodesAreForgottenWithinTheMaximumAgeAlsoUnderLoss() {
    for (double loss : new double[] {0, 0.1}) {
      assertThat(GossipRun.run(100, loss, Tuning.STANDARD, 3).deadMax()).isLessThanOrEqualTo(Tuning.STANDARD.maxAgeMillis() / 1000.0 + 2);
    }
  }

  @Test
  void theCommandPrintsJsonAndWritesFigures(@TempDir Path figures) {
    StringWriter text = new StringWriter();
    CommandLine line = new CommandLine(new SimTool()).setCaseInsensitiveEnumValuesAllowed(true).setOut(new PrintWriter(text));
    assertThat(line.execute("--executions", "2", "--nodes", "10", "--loss", "0", "-o", "json", "--figures", figures.toString())).isZero();
    JsonObject json = JsonParser.parseString(text.toString()).getAsJsonObject();
    assertThat(json.getAsJsonArray("experiment")).hasSize(5);
    assertThat(json.getAsJsonArray("gossip")).hasSize(1);
    assertThat(json.getAsJsonObject("steady").get("moves").getAsInt()).isPositive();
    assertThat(figures.resolve("balancing-slowdown.svg")).exists();
  }

  @Test
  void impossibleOptionsAreUsageErrors() {
    StringWriter text = new StringWriter();
    CommandLine line = new CommandLine(new SimTool()).setCaseInsensitiveEnumValuesAllowed(true).setErr(new PrintWriter(text));
    assertThat(line.execute("--executions", "0")).isEqualTo(2);
    assertThat(line.execute("--tune", "nonsense=1", "--part", "gossip", "--nodes", "10")).isEqualTo(2);
    assertThat(text.toString()).contains("expected: 1 to 1000000").contains("nonsense");
  }

  private static Slowdowns ours(int executions, long seed) {
    return Slowdowns.of("ours", PUBLISHED.withMoveCosts(), executions, seed, s -> new Daemons(Tuning.STANDARD, s));
  }
}
