package org.mosix.tools.top.keys;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mosix.daemon.ProcessRecord;
import org.mosix.tools.top.model.Dialog;
import org.mosix.tools.top.model.Filter;
import org.mosix.tools.top.model.Listing;
import org.mosix.tools.top.model.Order;
import org.mosix.tools.top.model.SortKey;
import org.mosix.tools.top.model.Target;
import org.mosix.tools.top.model.View;

/** What keys mean when no dialog is open. Pure: a view and a key give a view, perhaps with an order. */
public final class Keys {

  private final Listing listing;
  private final int page;
  private final Function<ProcessRecord, List<Target>> targets;
  private final DialogKeys dialogs;

  /**
   * @param listing what is on the screen
   * @param page processes that fit on it
   * @param targets where a process could go
   */
  public Keys(Listing listing, int page, Function<ProcessRecord, List<Target>> targets) {
    this.listing = listing;
    this.page = page;
    this.targets = targets;
    dialogs = new DialogKeys();
  }

  public Reaction press(Key key, View view) {
    View quiet = view.withMessage("", false);
    if (key.kind() == Key.Kind.END_OF_INPUT || key.kind() == Key.Kind.QUIT) {
      return Reaction.quit(quiet);
    } else if (!(view.dialog() instanceof Dialog.None)) {
      return dialogs.press(key, quiet);
    }
    return key.kind() == Key.Kind.CHARACTER ? character(key.text(), quiet) : special(key.kind(), quiet);
  }

  private Reaction special(Key.Kind kind, View view) {
    return switch (kind) {
      case UP -> select(view, view.index() - 1);
      case DOWN -> select(view, view.index() + 1);
      case PAGE_UP -> select(view, view.index() - page);
      case PAGE_DOWN -> select(view, view.index() + page);
      case HOME -> select(view, 0);
      case END -> select(view, listing.processes().size() - 1);
      case ESCAPE -> Reaction.show(view.withFilter(Filter.NONE));
      case HELP -> Reaction.show(view.withDialog(new Dialog.Help(0)));
      case FILTER -> Reaction.show(view.withDialog(new Dialog.FilterPrompt(view.filter().text(), view.filter())));
      case TREE -> Reaction.show(view.withTree(!view.tree()));
      case MOVE, ENTER -> order(view, process -> chooseTarget(process, view));
      case KILL -> order(view, process -> Reaction.show(view.withDialog(new Dialog.ConfirmKill(process))));
      default -> Reaction.show(view);
    };
  }

  private Reaction character(String text, View view) {
    return switch (text) {
      case "q" -> Reaction.quit(view);
      case "h", "?" -> special(Key.Kind.HELP, view);
      case "/" -> special(Key.Kind.FILTER, view);
      case "k" -> special(Key.Kind.UP, view);
      case "j" -> special(Key.Kind.DOWN, view);
      case "g" -> special(Key.Kind.HOME, view);
      case "G" -> special(Key.Kind.END, view);
      case "<" -> Reaction.show(view.withSort(view.sort().next(-1)));
      case ">" -> Reaction.show(view.withSort(view.sort().next(1)));
      case "I" -> Reaction.show(view.withReversed(!view.reversed()));
      case "P" -> Reaction.show(view.withSort(SortKey.CPU));
      case "M" -> Reaction.show(view.withSort(SortKey.MEMORY));
      case "N" -> Reaction.show(view.withSort(SortKey.PID));
      case "T" -> Reaction.show(view.withSort(SortKey.MOVES));
      case "t" -> special(Key.Kind.TREE, view);
      case "f", "F" -> Reaction.show(view.withFollowing(!view.following()));
      case "[" -> Reaction.show(view.withFirstNodes(view.firstNodes() - 1));
      case "]" -> Reaction.show(view.withFirstNodes(view.firstNodes() + 1));
      default -> order(text, view);
    };
  }

  private Reaction order(String text, View view) {
    return switch (text) {
      case "m" -> special(Key.Kind.MOVE, view);
      case "K" -> special(Key.Kind.KILL, view);
      case "r" -> order(view, process -> process.node() == process.home()
          ? Reaction.show(view.withMessage(process.pid() + " is at home", true))
          : Reaction.carryOut(view, new Order.Migrate(process, "home")));
      case "b" -> order(view, process -> Reaction.carryOut(view, new Order.Migrate(process, "balance")));
      case "l" -> order(view, process -> Reaction.carryOut(view, new Order.Lock(process, !process.locked())));
      default -> Reaction.show(view);
    };
  }

  private Reaction order(View view, Function<ProcessRecord, Reaction> with) {
    if (view.readOnly()) {
      return Reaction.show(view.withMessage("read-only: started with --readonly", true));
    }
    Optional<ProcessRecord> selected = view.selection(listing);
    return selected.isEmpty() ? Reaction.show(view.withMessage("no process is selected", true)) : with.apply(selected.get());
  }

  private Reaction chooseTarget(ProcessRecord process, View view) {
    return Reaction.show(view.withDialog(new Dialog.ChooseTarget(process, targets.apply(process), 0)));
  }

  /** Whoever selects another process follows that one, or none. */
  private Reaction select(View view, int index) {
    return Reaction.show(view.withIndex(Math.max(0, Math.min(index, listing.processes().size() - 1))));
  }
}
