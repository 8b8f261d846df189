package org.mosix.tools.top.layout;

import java.util.ArrayList;
import java.util.List;
import org.mosix.daemon.ProcessRecord;
import org.mosix.tools.top.model.Dialog;
import org.mosix.tools.top.model.Target;
import org.mosix.tools.top.model.View;

/** What lies over the screen: a frame in the middle with the help, the nodes to choose from, or a question. */
final class DialogBox {

  private static final int FRAME = 4;
  private static final int WIDEST = 100;

  private final View view;
  private final int width;
  private final int height;
  private final Glyphs glyphs;

  DialogBox(View view, int width, int height, Glyphs glyphs) {
    this.view = view;
    this.width = width;
    this.height = height;
    this.glyphs = glyphs;
  }

  /** The screen with the dialog over it. */
  List<Line> over(List<Line> screen) {
    if (view.dialog() instanceof Dialog.Help help) {
      return framed(screen, "mtop: help", HelpText.lines(view.readOnly(), glyphs), help.first(), "up down: more   Esc: back");
    } else if (view.dialog() instanceof Dialog.ChooseTarget choose) {
      int first = Math.max(0, choose.index() + 2 - inside());
      return framed(screen, "move " + name(choose.process()), targets(choose), first, "Enter: move   Esc: stay");
    } else if (view.dialog() instanceof Dialog.ConfirmKill kill) {
      return framed(screen, "end " + name(kill.process()), question(kill.process()), 0, "y: TERM   9: KILL   any other key: no");
    }
    return screen;
  }

  private String name(ProcessRecord process) {
    return process.pid() + " " + glyphs.clean(process.command());
  }

  private static List<Line> question(ProcessRecord process) {
    String where = process.home() == process.node() ? "It runs at home, on node " + process.home() + "."
        : "Its home is node " + process.home() + ", it runs on node " + process.node() + ".";
    return List.of(Line.of(Role.PLAIN, where), Line.of(Role.BAD, "Send it a signal to end it?"));
  }

  private List<Line> targets(Dialog.ChooseTarget choose) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Role.HEADING, "TO         LOAD   FREE  FROZEN      COST"));
    for (Target target : choose.targets()) {
      Line line = Line.of(target.obstacle().isEmpty() ? Role.PLAIN : Role.DIM, text(target)).add(Role.BAD, glyphs.clean(target.obstacle()));
      lines.add(target == choose.chosen() ? line.as(Role.SELECTED) : line);
    }
    return lines;
  }

  private String text(Target target) {
    String to = target.kind() == Target.Kind.HOME ? "home (" + target.node() + ")" : target.word();
    if (target.kind() == Target.Kind.BALANCE) {
      return glyphs.left(to, 9) + "the node decides  ";
    }
    return glyphs.left(to, 9) + glyphs.right(Quantity.load(target.load()), 6) + "  " + glyphs.right(Quantity.bytes(target.memoryFree()), 5) + "  "
        + glyphs.right(Quantity.seconds(target.frozenSeconds()), 6) + "  "
        + glyphs.right(target.cost() == null ? Quantity.UNKNOWN : Quantity.format("%+.2f", target.cost()), 8) + "  ";
  }

  /** Lines of content that fit. */
  private int inside() {
    return Math.max(1, height - FRAME - 1);
  }

  private List<Line> framed(List<Line> screen, String title, List<Line> content, int first, String keys) {
    int longest = Math.max(Glyphs.width(title), Math.max(Glyphs.width(keys), content.stream().mapToInt(Line::width).max().orElse(0)));
    int cells = Math.max(1, Math.min(Math.min(width - FRAME, WIDEST), longest));
    int from = Math.max(0, Math.min(first, content.size() - inside()));
    List<Line> shown = new ArrayList<>(content.subList(from, Math.min(content.size(), from + inside())));
    shown.add(Line.of(Role.KEY, keys));
    List<Line> box = new ArrayList<>();
    box.add(edge(glyphs.clip(title, Math.max(1, cells - 4)), cells, 0));
    for (Line line : shown) {
      box.add(Line.of(Role.BOX, glyphs.box().charAt(5) + " ").add(line.fit(cells)).add(Role.BOX, " " + glyphs.box().charAt(5)));
    }
    box.add(edge("", cells, 2));
    return put(screen, box, cells + FRAME);
  }

  private Line edge(String title, int cells, int corner) {
    String across = String.valueOf(glyphs.box().charAt(4));
    String label = title.isEmpty() ? "" : " " + title + " ";
    int rest = cells + 1 - Glyphs.width(label);
    return Line.of(Role.BOX, glyphs.box().charAt(corner) + across).add(Role.TITLE, label)
        .add(Role.BOX, across.repeat(Math.max(0, rest)) + glyphs.box().charAt(corner + 1));
  }

  private List<Line> put(List<Line> screen, List<Line> box, int boxWidth) {
    List<Line> lines = new ArrayList<>(screen);
    int top = Math.max(0, (height - box.size()) / 2);
    for (int i = 0; i < box.size() && top + i < lines.size(); i++) {
      lines.set(top + i, lines.get(top + i).over(Math.max(0, (width - boxWidth) / 2), box.get(i)).fit(width));
    }
    return lines;
  }
}
