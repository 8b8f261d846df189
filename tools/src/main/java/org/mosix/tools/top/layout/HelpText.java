package org.mosix.tools.top.layout;

import java.util.ArrayList;
import java.util.List;

/** What the help screen says. */
final class HelpText {

  private static final String[][] KEYS = {
    {"up down k j", "select a process; PgUp PgDn Home End go farther"},
    {"/ F4", "filter: words to meet: a part of the command or pid, node=N,"},
    {"", "home=N, state=WORD, away, locked, pinned"},
    {"< >", "sort by the column at the left, the right; I: the other way"},
    {"P M N T", "sort by CPU, memory, pid, moves"},
    {"t F5", "tree: processes below their home nodes"},
    {"f", "follow: the selection stays with its process"},
    {"[ ]", "scroll the nodes"},
    {"Esc", "leave a dialog; take the filter away"},
    {"q F10 ^C", "quit"},
  };

  private static final String[][] ORDERS = {
    {"m F7", "move: choose the node, with what the move would cost"},
    {"r", "recall: move home"},
    {"b", "balance: let the node decide where it is best off"},
    {"l", "lock: not moved automatically; again: unlock"},
    {"K F9", "kill, after a question"},
  };

  private static final String[] COLUMNS = {
    "NODE with *: the one that was asked. LOAD: busy threads per standard",
    "processor. MEMORY: used/total, promised to guests included. GUESTS:",
    "processes of other nodes that run there. CPU% of one processor. L: locked.",
    "LAST MOVE with !: tried and not done. FROZEN: how long it stood still.",
    "SENT: size of its image. COST of a place: seconds that all processes lose",
    "for each CPU second of this one; below 0 they gain. ?: not known here.",
  };

  private HelpText() {}

  static List<Line> lines(boolean readOnly, Glyphs glyphs) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Role.TITLE, "Keys"));
    add(lines, KEYS, glyphs);
    lines.add(Line.EMPTY);
    lines.add(Line.of(Role.TITLE, "Orders for the selected process").add(Role.DIM, readOnly ? " (none: started with --readonly)" : ""));
    add(lines, ORDERS, glyphs);
    lines.add(Line.EMPTY);
    lines.add(Line.of(Role.TITLE, "Columns"));
    for (String column : COLUMNS) {
      lines.add(Line.of(Role.PLAIN, column));
    }
    return lines;
  }

  private static void add(List<Line> lines, String[][] keys, Glyphs glyphs) {
    for (String[] key : keys) {
      lines.add(Line.of(Role.KEY, glyphs.left(key[0], 12)).add(Role.PLAIN, key[1]));
    }
  }
}
