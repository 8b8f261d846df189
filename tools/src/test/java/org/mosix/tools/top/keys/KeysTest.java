package org.mosix.tools.top.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosix.balance.MoveCosts;
import org.mosix.balance.Tuning;
import org.mosix.tools.top.Samples;
import org.mosix.tools.top.keys.Key.Kind;
import org.mosix.tools.top.model.Dialog;
import org.mosix.tools.top.model.Filter;
import org.mosix.tools.top.model.Listing;
import org.mosix.tools.top.model.Order;
import org.mosix.tools.top.model.Prediction;
import org.mosix.tools.top.model.Snapshot;
import org.mosix.tools.top.model.SortKey;
import org.mosix.tools.top.model.View;

@Timeout(60)
class KeysTest {

  private final Snapshot snapshot = Samples.small();
  private final Prediction prediction = new Prediction(snapshot, Tuning.STANDARD, MoveCosts.of(Tuning.STANDARD));
  private View view = View.initial(false);

  private Reaction press(Key key) {
    Listing listing = Listing.of(snapshot, view);
    Reaction reaction = new Keys(listing, 2, prediction::targets).press(key, view.settled(listing));
    view = reaction.view().settled(Listing.of(snapshot, reaction.view()));
    return reaction;
  }

  private Reaction type(String text) {
    Reaction last = null;
    for (String one : text.split("")) {
      last = press(Key.character(one));
    }
    return last;
  }

  private long selected() {
    return view.selected().pid();
  }

  @Test
  void arrowsAndPagesSelectAndStopAtTheEnds() {
    type("j");
    assertThat(selected()).isEqualTo(4711);
    press(Key.of(Kind.PAGE_DOWN));
    assertThat(selected()).isEqualTo(990);
    press(Key.of(Kind.DOWN));
    assertThat(selected()).isEqualTo(990);
    press(Key.of(Kind.HOME));
    press(Key.of(Kind.UP));
    assertThat(selected()).isEqualTo(31_337);
  }

  @Test
  void sortsByLettersAndNeighbours() {
    type("M");
    assertThat(view.sort()).isEqualTo(SortKey.MEMORY);
    type("<");
    assertThat(view.sort()).isEqualTo(SortKey.CPU);
    type("I");
    assertThat(view.reversed()).isTrue();
    type("N>");
    assertThat(view.sort()).isEqualTo(SortKey.PLACE);
    type("N<");
    assertThat(view.sort()).isEqualTo(SortKey.COMMAND);
  }

  @Test
  void filterNarrowsWhileItIsTypedAndEscapeTakesItBack() {
    type("/sievex");
    assertThat(Listing.of(snapshot, view).processes()).isEmpty();
    press(Key.of(Kind.BACKSPACE));
    assertThat(Listing.of(snapshot, view).processes()).hasSize(1);
    press(Key.of(Kind.ENTER));
    assertThat(view.dialog()).isEqualTo(Dialog.NONE);
    type("/q");
    press(Key.of(Kind.ESCAPE));
    assertThat(view.filter()).isEqualTo(new Filter("sieve"));
    press(Key.of(Kind.ESCAPE));
    assertThat(view.filter().isEmpty()).isTrue();
  }

  @Test
  void moveAsksWhereAndEnterGivesTheOrder() {
    type("jm");
    assertThat(view.dialog()).isInstanceOf(Dialog.ChooseTarget.class);
    type("3");
    Reaction reaction = press(Key.of(Kind.ENTER));
    assertThat(reaction.order()).contains(new Order.Migrate(snapshot.processes().get(0), "3"));
    assertThat(view.dialog()).isEqualTo(Dialog.NONE);
  }

  @Test
  void escapeLeavesTheProcessWhereItIs() {
    type("m");
    assertThat(press(Key.of(Kind.ESCAPE)).order()).isEmpty();
    assertThat(view.dialog()).isEqualTo(Dialog.NONE);
  }

  @Test
  void recallIsForThoseThatAreAway() {
    assertThat(type("r").order()).contains(new Order.Migrate(snapshot.processes().get(2), "home"));
    press(Key.of(Kind.END));
    assertThat(type("r").order()).isEmpty();
    assertThat(view.message().text()).isEqualTo("990 is at home");
  }

  @Test
  void lockTurnsTheLockRound() {
    assertThat(type("l").order()).contains(new Order.Lock(snapshot.processes().get(2), true));
    press(Key.of(Kind.END));
    assertThat(type("l").order()).contains(new Order.Lock(snapshot.processes().get(3), false));
  }

  @Test
  void killsAfterAYesOnly() {
    assertThat(type("K").order()).isEmpty();
    assertThat(type("y").order()).contains(new Order.Kill(snapshot.processes().get(2), false));
    assertThat(type("K9").order()).contains(new Order.Kill(snapshot.processes().get(2), true));
    for (String no : new String[] {"n", "Y", "q", " "}) {
      type("K");
      assertThat(type(no).order()).isEmpty();
      assertThat(view.dialog()).isEqualTo(Dialog.NONE);
    }
    type("K");
    assertThat(press(Key.of(Kind.ENTER)).order()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"m", "r", "b", "l", "K"})
  void readOnlyRefusesOrders(String key) {
    view = View.initial(true);
    Reaction reaction = type(key);
    assertThat(reaction.order()).isEmpty();
    assertThat(view.dialog()).isEqualTo(Dialog.NONE);
    assertThat(view.message().text()).startsWith("read-only");
  }

  @Test
  void ordersNeedAProcess() {
    view = view.withFilter(new Filter("nobody"));
    assertThat(type("m").order()).isEmpty();
    assertThat(view.message().text()).isEqualTo("no process is selected");
  }

  @Test
  void quitsByKeyAndWithTheTerminal() {
    assertThat(type("q").quit()).isTrue();
    assertThat(press(Key.of(Kind.QUIT)).quit()).isTrue();
    type("m");
    assertThat(type("q").quit()).as("leaves the dialog").isFalse();
    type("?");
    assertThat(press(Key.of(Kind.END_OF_INPUT)).quit()).isTrue();
  }

  @Test
  void helpScrollsAndAnyOtherKeyLeavesIt() {
    type("?jj");
    assertThat(view.dialog()).isEqualTo(new Dialog.Help(2));
    press(Key.of(Kind.PAGE_UP));
    assertThat(view.dialog()).isEqualTo(new Dialog.Help(0));
    type("x");
    assertThat(view.dialog()).isEqualTo(Dialog.NONE);
  }
}
