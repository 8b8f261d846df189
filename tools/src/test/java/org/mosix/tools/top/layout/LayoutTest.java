package org.mosix.tools.top.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosix.balance.MoveCosts;
import org.mosix.balance.Tuning;
import org.mosix.daemon.ProcessRecord;
import org.mosix.tools.top.Samples;
import org.mosix.tools.top.model.Dialog;
import org.mosix.tools.top.model.Filter;
import org.mosix.tools.top.model.History;
import org.mosix.tools.top.model.Listing;
import org.mosix.tools.top.model.Prediction;
import org.mosix.tools.top.model.Snapshot;
import org.mosix.tools.top.model.View;

@Timeout(60)
class LayoutTest {

  private static Frame frame(int width, int height, Snapshot snapshot, View view, Glyphs glyphs) {
    History history = new History();
    history.add(snapshot);
    Listing listing = Listing.of(snapshot, view);
    return new Layout(width, height, glyphs, ZoneOffset.UTC).frame(snapshot, history, view.settled(listing), listing);
  }

  private static Frame frame(int width, int height, Snapshot snapshot, View view) {
    return frame(width, height, snapshot, view, Glyphs.ASCII);
  }

  private static View choosing(Snapshot snapshot, ProcessRecord process) {
    Prediction prediction = new Prediction(snapshot, Tuning.STANDARD, MoveCosts.of(Tuning.STANDARD));
    return View.initial(false).withDialog(new Dialog.ChooseTarget(process, prediction.targets(process), 0));
  }

  @Test
  void fitsEightyByTwentyFour() {
    assertThat(frame(80, 24, Samples.small(), View.initial(false)).text()).isEqualTo("""
        mtop  nodes 2/3 up  processes 4 (2 away)  load 0.78  memory 5.9G/32G    09:12:31
         NODE  CPU            LOAD            MEMORY               GUESTS  STATUS
            1* ######...  62% #########  1.25 ###......   5.0G/16G      0  up
            2  #........  12% ##.......  0.31 #........   983M/16G      1  block,lstay
            3  .........    ? .........     ? .........          ?      ?  silent 34s
        LOAD                     # 0.78   MOVES                       0 in 60 s
            PID HOME>NODE   CPU%   MEM MOVES L STATE    LAST MOVE COMMAND
          31337 2>1        150.2  1.5G     3   running  12s ago   org.example.Sieve
           4711 1>2         99.4  512M     3   running  12s ago   org.example.Main --in~
            815 1           12.0   80M     0   running  -         app.jar
            990 1            3.5   86M     0 L running  3m ago!   org.example.Server --~











        31337: moved 2>1, frozen 340 ms, 46M  org.example.Sieve
        ? help  q quit  / filter  <> sort  t tree  f follow  m move  r recall  l lock
        """);
  }

  @ParameterizedTest
  @CsvSource({"60, 12", "61, 13", "80, 24", "95, 30", "132, 43", "160, 20", "250, 60", "400, 100"})
  void everyScreenIsFilledExactly(int width, int height) {
    Snapshot large = Samples.large(23, 300);
    ProcessRecord process = large.processes().get(5);
    View first = View.initial(false);
    for (View view : List.of(first, first.withTree(true), first.withIndex(250), first.withIndex(299).withTree(true), first.withFirstNodes(99),
        first.withFilter(new Filter("nothing is called so")), first.withDialog(new Dialog.Help(0)), first.withDialog(new Dialog.Help(99)),
        first.withDialog(new Dialog.ConfirmKill(process)), choosing(large, process), first.withMessage("done", false),
        first.withDialog(new Dialog.FilterPrompt("typed", Filter.NONE)))) {
      for (Glyphs glyphs : List.of(Glyphs.ASCII, Glyphs.UNICODE)) {
        Frame frame = frame(width, height, large, view, glyphs);
        assertThat(frame.lines()).hasSize(height).allSatisfy(line -> assertThat(line.width()).as(line.text()).isEqualTo(width));
        assertThat(frame.firstRow()).isNotNegative();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"59, 24", "80, 11", "1, 1", "20, 5"})
  void saysHowLargeTheScreenMustBe(int width, int height) {
    Frame frame = frame(width, height, Samples.small(), View.initial(false));
    assertThat(frame.lines()).hasSize(height).allSatisfy(line -> assertThat(line.width()).isEqualTo(width));
    assertThat(frame.lines().get(0).text()).startsWith("mtop: 20x5 (expected: at least 60x12)".replace("20x5", width + "x" + height)
        .substring(0, Math.min(width, 20)));
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "150", "299"})
  void selectedProcessIsAlwaysOnTheScreen(int index) {
    for (boolean tree : new boolean[] {false, true}) {
      Snapshot large = Samples.large(5, 300);
      View view = View.initial(false).withTree(tree).withIndex(index);
      String selected = Listing.of(large, view).processes().get(index).command();
      Frame frame = frame(100, 24, large, view);
      List<Line> marked = frame.lines().stream().filter(line -> line.spans().stream().anyMatch(span -> span.role() == Role.SELECTED)).toList();
      assertThat(marked).hasSize(1);
      assertThat(marked.get(0).text().strip()).endsWith(selected);
    }
  }

  @Test
  void widerScreensShowMoreOfAProcess() {
    assertThat(frame(80, 24, Samples.small(), View.initial(false)).text()).doesNotContain("FROZEN", "CANNOT MOVE");
    String wide = frame(250, 60, Samples.small(), View.initial(false)).text();
    assertThat(wide).contains("THR", "FROZEN", "SENT", "CANNOT MOVE", "java.net.Socket.read is open", "org.example.Main --input data");
  }

  @Test
  void nodesStandSideBySideWhereThereIsRoom() {
    Snapshot large = Samples.large(6, 1);
    assertThat(frame(80, 24, large, View.initial(false)).lines().get(2).text()).doesNotContain("    4 ");
    assertThat(frame(250, 60, large, View.initial(false)).lines().get(2).text()).contains("    1* ", "    3 ", "    5 ");
  }

  @Test
  void plainGlyphsAreAsciiOnly() {
    Snapshot odd = new Snapshot(Samples.NOW, Samples.small().nodes(), List.of(Samples.process(1, 1, 2, 5, 6, "Größe → 値")), "");
    String text = frame(120, 24, odd, View.initial(false)).text();
    assertThat(text.chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 127);
    assertThat(text).contains("Gr??e ? ?");
    assertThat(frame(120, 24, odd, View.initial(false), Glyphs.UNICODE).text()).contains("Größe → 値");
  }

  @Test
  void commandsCannotSteerTheTerminal() {
    String evil = "x\u001b[2Jy\nz\u009b0m\u202egpj.exe\u007f";
    Snapshot odd = new Snapshot(Samples.NOW, Samples.small().nodes(), List.of(Samples.process(1, 1, 1, 5, 6, evil)), "");
    for (Glyphs glyphs : List.of(Glyphs.ASCII, Glyphs.UNICODE)) {
      assertThat(frame(140, 24, odd, View.initial(false), glyphs).text()).contains("x?[2Jy?z?0m?gpj.exe?");
    }
  }

  @Test
  void dialogForAMoveShowsLoadMemoryAndCostOfEachPlace() {
    Snapshot small = Samples.small();
    String text = frame(80, 24, small, choosing(small, small.processes().get(0))).text();
    assertThat(text).contains("move 4711 org.example.Main --input data", "home (1)   1.25    11G   5.9 s", "balance  the node decides", "silent");
  }

  @Test
  void oldInformationIsSaidToBeOld() {
    assertThat(frame(80, 24, Samples.small().withTrouble("no node daemon at /x"), View.initial(false)).text()).contains("old: no node daemon at /x");
  }

  @Test
  void readOnlyOffersNoOrders() {
    assertThat(frame(100, 24, Samples.small(), View.initial(true)).text()).contains("read-only").doesNotContain("m move", "K kill");
  }

  @Test
  void reportShowsEverythingHoweverMuch() {
    Snapshot large = Samples.large(40, 300);
    View view = View.initial(true);
    List<Line> lines = new Layout(120, 0, Glyphs.ASCII, ZoneOffset.UTC).report(large, view, Listing.of(large, view));
    assertThat(lines).hasSize(1 + 1 + 40 + 1 + 1 + 300);
    assertThat(lines).noneMatch(line -> line.spans().stream().anyMatch(span -> span.role() == Role.SELECTED));
  }
}
