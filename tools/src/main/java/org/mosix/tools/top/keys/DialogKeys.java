package org.mosix.tools.top.keys;

import org.mosix.tools.top.model.Dialog;
import org.mosix.tools.top.model.Filter;
import org.mosix.tools.top.model.Order;
import org.mosix.tools.top.model.View;

/** What keys mean to an open dialog. */
final class DialogKeys {

  /** Lines of help that a page key scrolls. */
  private static final int HELP_PAGE = 10;

  /** There is not more to scroll than about this. */
  private static final int HELP_LINES = 25;

  Reaction press(Key key, View view) {
    View closed = view.withDialog(Dialog.NONE);
    if (view.dialog() instanceof Dialog.Help help) {
      return help(key, help, view, closed);
    } else if (view.dialog() instanceof Dialog.FilterPrompt prompt) {
      return filter(key, prompt, view, closed);
    } else if (view.dialog() instanceof Dialog.ChooseTarget choose) {
      return target(key, choose, view, closed);
    } else if (view.dialog() instanceof Dialog.ConfirmKill kill) {
      return kill(key, kill, closed);
    }
    return Reaction.show(closed);
  }

  private static Reaction help(Key key, Dialog.Help help, View view, View closed) {
    int step = switch (key.kind()) {
      case DOWN -> 1;
      case UP -> -1;
      case PAGE_DOWN -> HELP_PAGE;
      case PAGE_UP -> -HELP_PAGE;
      case CHARACTER -> key.text().equals("j") ? 1 : key.text().equals("k") ? -1 : 0;
      default -> 0;
    };
    int first = Math.max(0, Math.min(help.first() + step, HELP_LINES));
    return Reaction.show(step == 0 ? closed : view.withDialog(new Dialog.Help(first)));
  }

  private static Reaction filter(Key key, Dialog.FilterPrompt prompt, View view, View closed) {
    return switch (key.kind()) {
      case CHARACTER -> typed(prompt.text() + key.text(), prompt, view);
      case BACKSPACE -> typed(withoutLast(prompt.text()), prompt, view);
      case CLEAR_LINE -> typed("", prompt, view);
      case ENTER -> Reaction.show(closed);
      case ESCAPE -> Reaction.show(closed.withFilter(prompt.before()));
      default -> Reaction.show(view);
    };
  }

  private static Reaction typed(String text, Dialog.FilterPrompt prompt, View view) {
    return Reaction.show(view.withFilter(new Filter(text)).withDialog(new Dialog.FilterPrompt(text, prompt.before())));
  }

  private static String withoutLast(String text) {
    return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(text.length(), -1));
  }

  private static Reaction target(Key key, Dialog.ChooseTarget choose, View view, View closed) {
    int count = choose.targets().size();
    return switch (key.kind()) {
      case UP -> chosen(choose, Math.max(0, choose.index() - 1), view);
      case DOWN -> chosen(choose, Math.min(count - 1, choose.index() + 1), view);
      case HOME, PAGE_UP -> chosen(choose, 0, view);
      case END, PAGE_DOWN -> chosen(choose, count - 1, view);
      case ENTER -> Reaction.carryOut(closed, new Order.Migrate(choose.process(), choose.chosen().word()));
      case CHARACTER -> switch (key.text()) {
        case "k" -> chosen(choose, Math.max(0, choose.index() - 1), view);
        case "j" -> chosen(choose, Math.min(count - 1, choose.index() + 1), view);
        case "q" -> Reaction.show(closed);
        default -> numbered(key.text(), choose, view);
      };
      case ESCAPE -> Reaction.show(closed);
      default -> Reaction.show(view);
    };
  }

  /** A digit selects the next node whose number begins with it. */
  private static Reaction numbered(String digit, Dialog.ChooseTarget choose, View view) {
    int count = choose.targets().size();
    for (int step = 1; step <= count; step++) {
      int index = (choose.index() + step) % count;
      if (choose.targets().get(index).node() > 0 && String.valueOf(choose.targets().get(index).node()).startsWith(digit)) {
        return chosen(choose, index, view);
      }
    }
    return Reaction.show(view);
  }

  private static Reaction chosen(Dialog.ChooseTarget choose, int index, View view) {
    return Reaction.show(view.withDialog(new Dialog.ChooseTarget(choose.process(), choose.targets(), index)));
  }

  private static Reaction kill(Key key, Dialog.ConfirmKill kill, View closed) {
    if (key.kind() == Key.Kind.CHARACTER && (key.text().equals("y") || key.text().equals("9"))) {
      return Reaction.carryOut(closed, new Order.Kill(kill.process(), key.text().equals("9")));
    }
    return Reaction.show(closed.withMessage(kill.process().pid() + " was not killed", false));
  }
}
