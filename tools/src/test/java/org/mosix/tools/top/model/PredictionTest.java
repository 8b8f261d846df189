package org.mosix.tools.top.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.balance.Tuning;
import org.mosix.daemon.NodeRecord;
import org.mosix.daemon.ProcessRecord;
import org.mosix.tools.top.Samples;

@Timeout(60)
class PredictionTest {

  private static List<Target> targets(ProcessRecord process, NodeRecord... nodes) {
    Snapshot snapshot = new Snapshot(Samples.NOW, List.of(nodes), List.of(process), "");
    return new Prediction(snapshot, Tuning.STANDARD, (node, bytes) -> node + bytes / 100e6).targets(process);
  }

  @Test
  void anIdleNodeIsWorthGoingToAndABusyOneIsNot() {
    ProcessRecord process = Samples.process(1, 1, 1, 100, 200_000_000, "x");
    List<Target> targets = targets(process, Samples.node(1, 2, 1), Samples.node(2, 4, 1), Samples.node(3, 0, 0));
    assertThat(targets).extracting(Target::word).containsExactly("balance", "3", "2");
    assertThat(targets.get(1).cost()).isNegative();
    assertThat(targets.get(2).cost()).isPositive();
    assertThat(targets.get(1).frozenSeconds()).isEqualTo(5);
  }

  @Test
  void homeComesFirstAndTheNodeItIsOnDoesNotCome() {
    ProcessRecord process = Samples.process(1, 2, 3, 100, 1, "x");
    assertThat(targets(process, Samples.node(1, 1, 1), Samples.node(2, 1, 1), Samples.node(3, 1, 1))).extracting(Target::word)
        .containsExactly("home", "balance", "1");
  }

  @Test
  void obstaclesAreNamedAndGuestsOnlyAreBlocked() {
    ProcessRecord process = Samples.process(1, 2, 1, 100, 1L << 40, "x");
    List<Target> targets = targets(process, Samples.node(1, 1, 1), Samples.node(2, 1, 1, "block"), Samples.node(3, 1, 1, "block"), Samples.silent(4));
    assertThat(targets).extracting(Target::obstacle).containsExactlyInAnyOrder("too little memory", "", "block", "silent");
    ProcessRecord small = Samples.process(1, 2, 1, 100, 1, "x");
    assertThat(targets(small, Samples.node(1, 1, 1), Samples.node(2, 1, 1, "block")).get(0).obstacle()).isEmpty();
  }

  @Test
  void whatIsNotKnownIsNotGuessed() {
    ProcessRecord bare = new ProcessRecord(1, 1, 1, "running", null, null, null, null, null, null, false, "", List.of(), "x");
    Target target = targets(bare, Samples.node(1, 1, 1), Samples.node(2, 1, 1)).get(1);
    assertThat(target.cost()).isNull();
    assertThat(target.frozenSeconds()).isNull();
  }
}
