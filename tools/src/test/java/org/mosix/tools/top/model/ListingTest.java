package org.mosix.tools.top.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosix.daemon.ProcessRecord;
import org.mosix.tools.top.Samples;

@Timeout(60)
class ListingTest {

  private static final View FIRST = View.initial(false);

  private static List<Long> pids(View view) {
    return Listing.of(Samples.small(), view).processes().stream().map(ProcessRecord::pid).toList();
  }

  @ParameterizedTest
  @CsvSource({"PID, 815 990 4711 31337", "PLACE, 815 990 4711 31337", "CPU, 31337 4711 815 990", "MEMORY, 31337 4711 990 815",
      "MOVES, 4711 31337 815 990", "LAST_MOVE, 4711 31337 990 815", "COMMAND, 815 4711 990 31337"})
  void sortsByEachColumn(SortKey key, String pids) {
    View view = key == SortKey.CPU ? FIRST : FIRST.withSort(key);
    assertThat(pids(view)).extracting(String::valueOf).containsExactly(pids.split(" "));
  }

  @Test
  void theSameColumnAgainTurnsTheOrderRound() {
    assertThat(pids(FIRST.withSort(SortKey.PID).withSort(SortKey.PID))).containsExactly(31_337L, 4711L, 990L, 815L);
  }

  @ParameterizedTest
  @CsvSource({"'', 4", "sieve, 1", "EXAMPLE, 3", "47, 1", "node=1, 3", "home=2, 1", "away, 2", "locked, 1", "pinned, 1", "state=run, 4",
      "away home=1, 1", "away locked, 0"})
  void filtersByWords(String text, int count) {
    assertThat(pids(FIRST.withFilter(new Filter(text)))).hasSize(count);
  }

  @Test
  void treeHasTheHomesWithTheirProcessesBelow() {
    List<Row> rows = Listing.of(Samples.small(), FIRST.withTree(true)).rows();
    assertThat(rows).hasSize(6);
    assertThat(rows.get(0)).isEqualTo(new Row.Home(1, 3, 1));
    assertThat(rows.get(4)).isEqualTo(new Row.Home(2, 1, 1));
    assertThat(rows.get(3)).isInstanceOfSatisfying(Row.Process.class, row -> assertThat(row.last()).isTrue());
  }

  @Test
  void selectionStaysInItsLineUnlessItFollows() {
    View view = FIRST.withSort(SortKey.PID).settled(Listing.of(Samples.small(), FIRST.withSort(SortKey.PID)));
    assertThat(view.selected().pid()).isEqualTo(815);
    View reversed = view.withReversed(true);
    assertThat(reversed.settled(Listing.of(Samples.small(), reversed)).selected().pid()).isEqualTo(31_337);
    View following = view.withFollowing(true).withReversed(true);
    View settled = following.settled(Listing.of(Samples.small(), following));
    assertThat(settled.selected().pid()).isEqualTo(815);
    assertThat(settled.index()).isEqualTo(3);
  }

  @Test
  void followingEndsWithItsProcess() {
    View view = FIRST.settled(Listing.of(Samples.small(), FIRST)).withFollowing(true);
    Snapshot without = new Snapshot(Samples.NOW, Samples.small().nodes(), Samples.small().processes().subList(0, 2), "");
    View settled = view.settled(Listing.of(without, view));
    assertThat(settled.following()).isFalse();
    assertThat(settled.selected().pid()).isEqualTo(4711);
    Snapshot none = new Snapshot(Samples.NOW, List.of(), List.of(), "");
    assertThat(view.settled(Listing.of(none, view)).selected()).isNull();
  }

  @Test
  void historyCountsEachMoveOnce() {
    History history = new History();
    history.add(Samples.small());
    assertThat(history.movesWithin(Duration.ofMinutes(1))).isZero();
    Snapshot later = new Snapshot(Samples.NOW.plusSeconds(1), Samples.small().nodes(), List.of(moved(4711, 500), moved(5000, 900)), "");
    history.add(later);
    history.add(new Snapshot(Samples.NOW.plusSeconds(2), later.nodes(), later.processes(), ""));
    assertThat(history.last(10)).extracting(History.Sample::moves).containsExactly(0, 2, 0);
    assertThat(history.movesWithin(Duration.ofMinutes(1))).isEqualTo(2);
    assertThat(history.movesWithin(Duration.ofMillis(500))).isZero();
  }

  private static ProcessRecord moved(long pid, long after) {
    ProcessRecord.LastMove move = new ProcessRecord.LastMove(Samples.NOW.toEpochMilli() + after, 1, 2, true, true, 300, 1, "");
    return new ProcessRecord(pid, 1, 2, "running", 1, 1.0, 0.1, 1L, 1, move, false, "", List.of(), "x");
  }

  @Test
  void historyForgets() {
    History history = new History();
    for (int i = 0; i < History.MOST + 5; i++) {
      history.add(Samples.small());
    }
    assertThat(history.last(10_000)).hasSize(History.MOST);
  }
}
