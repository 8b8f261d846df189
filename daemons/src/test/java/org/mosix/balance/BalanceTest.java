package org.mosix.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static org.assertj.core.data.Offset.offset;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.balance.InfoWindow.Entry;
import org.mosix.balance.ProcessFacts.Hold;

@Timeout(30)
class BalanceTest {

  private static final Tuning TUNING = Tuning.STANDARD;
  private static final long MB = 1 << 20;

  @Test
  void aNodeNeverLooksEmptierToOthersThanToItself() {
    Random random = new Random(1);
    LoadMeter meter = new LoadMeter();
    for (int i = 0; i < 10_000; i++) {
      meter.sample(random.nextInt(20));
      meter.interval(TUNING, 1 + random.nextInt(4), 10_000, random.nextInt(3));
      assertThat(meter.own()).isLessThanOrEqualTo(meter.told() + 1e-9);
    }
  }

  @Test
  void whatOthersAreToldRisesAtOnceAndFallsByAnEighth() {
    LoadMeter meter = new LoadMeter();
    meter.sample(8);
    meter.interval(TUNING, 1, 10_000, 0);
    assertThat(meter.told()).isEqualTo(8);
    assertThat(meter.own()).isEqualTo(3);
    meter.sample(0);
    meter.interval(TUNING, 1, 10_000, 0);
    assertThat(meter.told()).isEqualTo(7);
    assertThat(meter.own()).isZero();
  }

  @Test
  void loadIsPerProcessorOfStandardSpeed() {
    LoadMeter meter = new LoadMeter();
    meter.sample(4);
    meter.interval(TUNING, 2, 20_000, 2);
    assertThat(meter.told()).isEqualTo(1.5);
  }

  @Test
  void theWindowKeepsTheNewestAndForgetsTheOld() {
    Random random = new Random(2);
    InfoWindow window = new InfoWindow(1, TUNING);
    for (long now = 0; now < 20_000; now += 100) {
      window.hear(node(2 + random.nextInt(50), 0), now - random.nextInt(5000), now);
      List<Entry> entries = window.entries(now);
      assertThat(entries).hasSizeLessThanOrEqualTo(8);
      assertThat(entries.stream().map(entry -> entry.info().node())).doesNotHaveDuplicates();
      long at = now;
      assertThat(entries).allSatisfy(entry -> assertThat(entry.ageMillis(at)).isLessThanOrEqualTo(TUNING.maxAgeMillis()));
    }
    assertThat(window.entries(1_000_000)).isEmpty();
  }

  @Test
  void whatWasSentThereCountsUntilTheNodeSpeaksAgain() {
    InfoWindow window = new InfoWindow(1, TUNING);
    window.hear(node(2, 1), 0, 0);
    window.promised(2, 1, 10 * MB);
    assertThat(window.find(2).orElseThrow().expected(10_000).load()).isEqualTo(2);
    window.hear(node(2, 1), 1, 1);
    assertThat(window.find(2).orElseThrow().expected(10_000).load()).isEqualTo(1);
  }

  @Test
  void partnersAreTwoDifferentOthers() {
    Random random = new Random(3);
    int[] map = IntStream.rangeClosed(1, 20).toArray();
    for (int i = 0; i < 1000; i++) {
      int[] partners = Partners.choose(5, map, List.of(new Entry(node(7, 0), 0, 0, 0)), random);
      assertThat(partners).hasSize(2).doesNotHaveDuplicates().contains(7).doesNotContain(5);
    }
    assertThat(Partners.choose(1, new int[] {1}, List.of(), random)).isEmpty();
  }

  @Test
  void aProcessLeavesALoadedNodeForAnEmptyOne() {
    Decision decision = consider(4, process(1, 100), node(2, 0), Policy.OPEN);
    assertThat(decision.targets()).containsExactly(2);
    assertThat(decision.gain()).isPositive();
    assertThat(decision.bids()).hasSize(1);
  }

  @Test
  void betweenEquallyLoadedNodesNothingMovesWhateverTheAges() {
    for (int load = 1; load < 20; load++) {
      for (double age : new double[] {1, 19, 21, 1000}) {
        assertThat(consider(load, process(1, age), node(2, load), Policy.OPEN).moves()).as("load %d, age %s", load, age).isFalse();
        assertThat(consider(load, process(1, age), node(2, load - 1), Policy.OPEN).moves()).as("one more here, load %d, age %s", load, age).isFalse();
      }
    }
  }

  @Test
  void aProcessStaysWhileItMustAndTheReasonIsGiven() {
    assertThat(consider(9, process(1, 0.1), node(2, 0), Policy.OPEN).reason()).contains("what a move takes");
    assertThat(consider(9, process(1, 99), node(2, 0), Policy.OPEN.withStay(true)).reason()).contains("stay is set");
    assertThat(consider(9, process(1, 99), node(2, 0), Policy.OPEN.withLstay(true)).reason()).contains("lstay");
    assertThat(consider(9, held(Hold.Kind.LOCKED), node(2, 0), Policy.OPEN).reason()).contains("locked");
    assertThat(consider(9, held(Hold.Kind.PINNED), node(2, 0), Policy.OPEN).moves()).isFalse();
  }

  @Test
  void aNodeThatSwapsOrBlocksIsNoTargetForStrangers() {
    for (NodeFlag flag : List.of(NodeFlag.SWAPPING, NodeFlag.BLOCK, NodeFlag.EXPEL, NodeFlag.LEAVING)) {
      Decision decision = consider(9, process(1, 99), flagged(2, flag), Policy.OPEN);
      assertThat(decision.moves()).isFalse();
      assertThat(decision.bids().get(0).refused()).contains(flag.name());
    }
  }

  @Test
  void theMaskOfAProcessIsObeyed() {
    ProcessFacts masked = new ProcessFacts(1, 1, 99, 99, 99, 1, 1, MB, Map.of(), 0, NodeMask.allBut(List.of(2)), Optional.empty());
    assertThat(consider(9, masked, node(2, 0), Policy.OPEN).moves()).isFalse();
    assertThat(consider(9, masked, node(3, 0), Policy.OPEN).moves()).isTrue();
  }

  @Test
  void aProcessThatReadsFromANodeCostsLessThere() {
    ProcessFacts reader = new ProcessFacts(1, 1, 9, 9, 9, 1, 1, MB, Map.of(3, 5.0), 0, NodeMask.ALL, Optional.empty());
    List<Decision> decisions = new Balancer(1, 3, TUNING, MoveCosts.of(TUNING)).consider(0, node(1, 3), List.of(reader),
        List.of(new Entry(node(2, 0), 0, 0, 0), new Entry(node(3, 1), 0, 0, 0)), Policy.OPEN);
    assertThat(decisions.get(0).targets().get(0)).isEqualTo(3);
  }

  @Test
  void ofTwoProcessesOnALoadedNodeTheOneThatComputesLeavesAndTheOneThatReadsStays() {
    ProcessFacts reads = new ProcessFacts(1, 1, 9, 9, 9, 1, 1, MB, Map.of(1, 2.0), 0, NodeMask.ALL, Optional.empty());
    ProcessFacts readsLittle = new ProcessFacts(2, 1, 9, 9, 9, 1, 1, MB, Map.of(1, 0.2), 0, NodeMask.ALL, Optional.empty());
    ProcessFacts computes = new ProcessFacts(3, 1, 9, 9, 9, 1, 1, MB, Map.of(1, 0.0), 0, NodeMask.ALL, Optional.empty());
    List<Decision> decisions = new Balancer(1, 2, TUNING, MoveCosts.of(TUNING)).consider(0, node(1, 3), List.of(reads, readsLittle, computes),
        List.of(new Entry(node(2, 0), 0, 0, 0)), Policy.OPEN);
    assertThat(decisions).extracting(Decision::pid).startsWith(3L, 2L);
    // what three processes cost each other here is 5 s per CPU second, alone there 1 s and the wait for home
    assertThat(decisions.get(0).here().cpu()).isCloseTo(5, offset(1e-9));
    assertThat(decisions.get(0).bids().get(0)).satisfies(bid -> assertThat(bid.io()).isZero());
    assertThat(decisions.get(1).bids().get(0).io()).isCloseTo(0.2, offset(1e-9));
    ProcessFacts readsMuch = new ProcessFacts(1, 1, 9, 9, 9, 1, 1, MB, Map.of(1, 5.0), 0, NodeMask.ALL, Optional.empty());
    Decision stays = consider(3, readsMuch, node(2, 0), Policy.OPEN);
    assertThat(stays.moves()).isFalse();
    assertThat(stays.bids().get(0).refused()).isEqualTo("it would wait there for its files 5.0 s per CPU second, and run slower than here");
    // three share a processor here: waiting less than two seconds for each is still better
    assertThat(consider(3, new ProcessFacts(1, 1, 9, 9, 9, 1, 1, MB, Map.of(1, 1.5), 0, NodeMask.ALL, Optional.empty()), node(2, 0), Policy.OPEN).moves()).isTrue();
  }

  @Test
  void aProcessThatWaitsForFilesOfAnotherNodeLeavesItsHomeForThere() {
    ProcessFacts reader = new ProcessFacts(7, 1, 5, 5, 60, 0.1, 1, MB, Map.of(1, 0.1, 3, 4.0), 0, NodeMask.ALL, Optional.empty());
    List<Entry> known = List.of(new Entry(node(2, 0), 0, 0, 0), new Entry(node(3, 1), 0, 0, 0));
    Decision decision = new Balancer(1, 3, TUNING, MoveCosts.of(TUNING)).consider(0, node(1, 0.1), List.of(reader), known, Policy.OPEN).get(0);
    assertThat(decision.targets()).containsExactly(3);
    assertThat(decision.bids()).singleElement().satisfies(bid -> assertThat(bid.io()).isCloseTo(0.1, offset(1e-9)));
    // there it stays: the little that it asks of home draws it nowhere
    ProcessFacts there = new ProcessFacts(7, 1, 9, 4, 60, 0.9, 1, MB, Map.of(1, 0.1, 3, 4.0), 0, NodeMask.ALL, Optional.empty());
    assertThat(new Balancer(3, 3, TUNING, MoveCosts.of(TUNING)).consider(0, node(3, 2), List.of(there),
        List.of(new Entry(node(1, 0), 0, 0, 0), new Entry(node(2, 0), 0, 0, 0)), Policy.OPEN).get(0).moves()).isFalse();
  }

  @Test
  void aGuestThatWaitsForItsHomeGoesThereThoughHomeIsBusier() {
    ProcessFacts guest = new ProcessFacts(7, 2, 5, 5, 60, 0.1, 1, MB, Map.of(2, 4.0), 0, NodeMask.ALL, Optional.empty());
    List<Entry> known = List.of(new Entry(node(2, 1), 0, 0, 0), new Entry(node(3, 0), 0, 0, 0));
    Balancer balancer = new Balancer(1, 3, TUNING, MoveCosts.of(TUNING));
    Decision decision = balancer.consider(0, node(1, 0.1), List.of(guest), known, Policy.OPEN).get(0);
    assertThat(decision.targets()).containsExactly(2);
    assertThat(decision.here().io()).isCloseTo(4, offset(1e-9));
    assertThat(decision.bids()).singleElement().satisfies(bid -> assertThat(bid.io()).isZero());
    // one that idles and asks home for little stays, and so does one whose home could do no better
    ProcessFacts idle = new ProcessFacts(7, 2, 5, 5, 60, 0.1, 1, MB, Map.of(2, 0.5), 0, NodeMask.ALL, Optional.empty());
    assertThat(balancer.consider(0, node(1, 0.1), List.of(idle), known, Policy.OPEN).get(0).reason()).contains("processors lately");
    assertThat(balancer.consider(0, node(1, 0.1), List.of(guest), List.of(new Entry(node(2, 9), 0, 0, 0)), Policy.OPEN).get(0).moves()).isFalse();
  }

  @Test
  void usheringMovesTheFewestProcessesThatSuffice() {
    NodeInfo here = new NodeInfo(1, 1, 10_000, 1, 0, 1000 * MB, 10 * MB, 0, 0, 0, Set.of());
    List<ProcessFacts> processes = List.of(sized(1, 20), sized(2, 100), sized(3, 500), sized(4, 30));
    List<Decision> decisions = new MemoryUsher(1, TUNING).usher(0, here, false, processes, List.of(new Entry(node(2, 50), 0, 0, 0)), Policy.OPEN);
    assertThat(decisions).singleElement().satisfies(decision -> {
      assertThat(decision.pid()).isEqualTo(2);
      assertThat(decision.targets()).containsExactly(2);
    });
  }

  @Test
  void whereMemoryIsShortEverywhereTheLargestProcessJoinsTheNodeThatLacksMost() {
    NodeInfo here = lacking(1, 100);
    List<ProcessFacts> processes = List.of(sized(1, 2000), sized(2, 3000));
    List<Entry> known = List.of(new Entry(lacking(2, 50), 0, 0, 0), new Entry(lacking(3, 900), 0, 0, 0), new Entry(lacking(4, 500), 0, 0, 0));
    assertThat(new MemoryUsher(1, TUNING).usher(0, here, true, processes, known, Policy.OPEN)).singleElement().satisfies(decision -> {
      assertThat(decision.pid()).isEqualTo(2);
      assertThat(decision.cause()).isEqualTo(Decision.Cause.GATHER);
      assertThat(decision.targets()).containsExactly(3, 4);
      assertThat(decision.reason()).contains("lacks 100 MB");
    });
    // not while pages stand still, not if a node has room, not where swap would not suffice
    assertThat(new MemoryUsher(1, TUNING).usher(0, here, false, processes, known, Policy.OPEN)).isEmpty();
    NodeInfo roomy = new NodeInfo(5, 1, 10_000, 1, 0, 8000 * MB, 7000 * MB, 0, 0, 0, Set.of());
    assertThat(new MemoryUsher(1, TUNING).usher(0, here, true, processes, List.of(known.get(1), new Entry(roomy, 0, 0, 0)), Policy.OPEN))
        .allMatch(decision -> decision.cause() == Decision.Cause.MEMORY).isNotEmpty();
    assertThat(new MemoryUsher(1, TUNING).usher(0, here, true, List.of(sized(1, 9500)), known, Policy.OPEN)).isEmpty();
    // not while most nodes are well
    List<Entry> well = List.of(known.get(1), new Entry(node(6, 0), 0, 0, 0), new Entry(node(7, 0), 0, 0, 0));
    assertThat(new MemoryUsher(1, TUNING).usher(0, here, true, processes, well, Policy.OPEN)).isEmpty();
  }

  @Test
  void ofTwoNodesShortOfMemoryOnlyTheOneThatLacksMoreTakes() {
    ArrivalGate gate = new ArrivalGate();
    NodeInfo taker = lacking(2, 900);
    assertThat(gate.admit(0, taker, 3000 * MB, Decision.Cause.GATHER, 1, SwapGathering.depth(lacking(1, 100)), TUNING)).isEmpty();
    assertThat(gate.admit(0, taker, 3000 * MB, Decision.Cause.GATHER, 1, SwapGathering.depth(lacking(1, 1000)), TUNING).orElseThrow())
        .isEqualTo("node 2 is less short of memory than node 1");
    assertThat(gate.admit(0, taker, 9500 * MB, Decision.Cause.GATHER, 1, 0, TUNING).orElseThrow()).contains("swap: node 2 has");
    assertThat(gate.admit(0, taker, MB, Decision.Cause.MEMORY, 1, 0, TUNING).orElseThrow()).contains("SWAPPING");
    // the same shortage: one of the two, not each to the other
    assertThat(SwapGathering.gathers(1, 5, 2, 5)).isNotEqualTo(SwapGathering.gathers(2, 5, 1, 5));
  }

  /** Lacks that much, and has 10,000 MB of swap. */
  private static NodeInfo lacking(int number, long megabytes) {
    return new NodeInfo(number, 1, 10_000, 1, 0, 1000 * MB, 0, 10_000 * MB, (10_000 - megabytes) * MB, 0, Set.of(NodeFlag.SWAPPING));
  }

  @Test
  void theSmallestSetSufficesAndNoneOfItIsSpare() {
    Random random = new Random(5);
    for (int i = 0; i < 1000; i++) {
      List<Long> sizes = random.longs(8, 1, 100).boxed().toList();
      long needed = 1 + random.nextInt(300);
      List<Long> chosen = SmallestSet.of(sizes, needed, Long::longValue);
      long sum = chosen.stream().mapToLong(Long::longValue).sum();
      if (sizes.stream().mapToLong(Long::longValue).sum() >= needed) {
        assertThat(sum).isGreaterThanOrEqualTo(needed);
        assertThat(chosen).allMatch(size -> sum - size < needed);
      } else {
        assertThat(chosen).hasSize(8);
      }
    }
  }

  @Test
  void arrivalsPerIntervalAreBoundedForBalancingOnly() {
    ArrivalGate gate = new ArrivalGate();
    assertThat(gate.admit(0, node(1, 0), MB, Decision.Cause.BALANCE, TUNING)).isEmpty();
    assertThat(gate.admit(10, node(1, 0), MB, Decision.Cause.BALANCE, TUNING)).isEmpty();
    assertThat(gate.admit(20, node(1, 0), MB, Decision.Cause.BALANCE, TUNING).orElseThrow()).contains("took 2 guests");
    assertThat(gate.admit(30, node(1, 0), MB, Decision.Cause.REQUEST, TUNING)).isEmpty();
    assertThat(gate.admit(2000, node(1, 0), MB, Decision.Cause.BALANCE, TUNING)).isEmpty();
    assertThat(gate.admit(4000, flagged(1, NodeFlag.SWAPPING), MB, Decision.Cause.MEMORY, TUNING).orElseThrow()).contains("SWAPPING");
  }

  @Test
  void expelSendsEveryGuestSomewhereAtLastHome() {
    ProcessFacts guest = new ProcessFacts(1, 9, 1, 1, 1, 1, 1, MB, Map.of(), 0, NodeMask.ALL, Optional.empty());
    List<Decision> decisions = new Eviction(1, TUNING, MoveCosts.of(TUNING)).expel(0, node(1, 1), List.of(guest, process(2, 5)),
        List.of(new Entry(node(2, 0), 0, 0, 0), new Entry(flagged(3, NodeFlag.BLOCK), 0, 0, 0)));
    assertThat(decisions).singleElement().satisfies(decision -> assertThat(decision.targets()).containsExactly(2, 9));
  }

  @Test
  void poolsFollowNodesTimesAndDays() {
    Pools pools = Pools.parse("pools", List.of("all both", "1-8 give 08:00-18:00 mon-fri # office", "9 none 22:00-06:00"));
    LocalDateTime monday = LocalDateTime.of(2026, 11, 23, 9, 0);
    assertThat(pools.role(3, monday)).isEqualTo(Pools.Role.GIVE);
    assertThat(pools.role(3, monday.withHour(18))).isEqualTo(Pools.Role.BOTH);
    assertThat(pools.role(3, monday.minusDays(1))).isEqualTo(Pools.Role.BOTH);
    assertThat(pools.role(9, monday.withHour(23))).isEqualTo(Pools.Role.NONE);
    assertThat(pools.role(9, monday.withHour(5))).isEqualTo(Pools.Role.NONE);
    for (String wrong : List.of("1-8", "0 both", "5-2 give", "1 sometimes", "1 give 25:00-26:00", "1 give noday")) {
      assertThatThrownBy(() -> Pools.parse("pools", List.of("all both", wrong))).hasMessageStartingWith("pools:2:").hasMessageContaining("expected:");
    }
  }

  @Test
  void expelBlocksAndBringStays() {
    Policy policy = Policy.OPEN.withExpel(true);
    assertThat(policy.withExpel(false).block()).isTrue();
    assertThat(Policy.OPEN.withBring(true).withBring(false).lstay()).isTrue();
    assertThat(Policy.OPEN.withGuestLimit(2).flags(2, false, false)).containsExactly(NodeFlag.BLOCK);
  }

  @Test
  void tunablesKnowTheirRange() {
    assertThat(Arrays.stream(Tunable.values()).map(Tunable::key).map(Tunable::of)).containsExactly(Tunable.values());
    assertThatThrownBy(() -> TUNING.with(Tunable.WINDOW, 0)).hasMessageContaining("window: 0.0 nodes (expected: 1.0 to 1024.0)");
  }

  private static Decision consider(double load, ProcessFacts process, NodeInfo other, Policy policy) {
    return new Balancer(1, 2, TUNING, MoveCosts.of(TUNING)).consider(0, node(1, load), List.of(process), List.of(new Entry(other, 0, 0, 0)), policy)
        .get(0);
  }

  private static NodeInfo node(int number, double load) {
    return new NodeInfo(number, 1, 10_000, load, 0, 1000 * MB, 900 * MB, 0, 0, 0, Set.of());
  }

  private static NodeInfo flagged(int number, NodeFlag flag) {
    return new NodeInfo(number, 1, 10_000, 0, 0, 1000 * MB, 900 * MB, 0, 0, 0, Set.of(flag));
  }

  private static ProcessFacts process(long pid, double cpuSeconds) {
    return new ProcessFacts(pid, 1, cpuSeconds, cpuSeconds, cpuSeconds, 1, 1, 10 * MB, Map.of(), 0, NodeMask.ALL, Optional.empty());
  }

  private static ProcessFacts sized(long pid, long megabytes) {
    return new ProcessFacts(pid, 1, 1, 1, 1, 1, 1, megabytes * MB, Map.of(), 0, NodeMask.ALL, Optional.empty());
  }

  private static ProcessFacts held(Hold.Kind kind) {
    return new ProcessFacts(1, 1, 99, 99, 99, 1, 1, MB, Map.of(), 0, NodeMask.ALL, Optional.of(new Hold(kind, "by a test")));
  }
}
