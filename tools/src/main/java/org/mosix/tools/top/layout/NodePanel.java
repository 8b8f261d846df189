package org.mosix.tools.top.layout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mosix.daemon.NodeRecord;
import org.mosix.tools.top.model.Snapshot;

/** The nodes: CPU, load and memory as bars, guests and status; side by side where the screen is wide. */
final class NodePanel {

  /** Narrower than this, nodes do not stand side by side. */
  private static final int CELL = 76;
  private static final String GAP = "  ";
  private static final int NUMBER = 6;
  private static final int PERCENT = 5;
  private static final int LOAD = 6;
  private static final int MEMORY = 11;
  private static final int GUESTS = 7;
  private static final int STATUS = 14;
  private static final int NARROW_STATUS = 8;

  private final Snapshot snapshot;
  private final int width;
  private final Glyphs glyphs;
  private final int columns;
  private final int cell;
  private final int bar;
  private final int status;
  private final double fullLoad;

  NodePanel(Snapshot snapshot, int width, Glyphs glyphs) {
    this.snapshot = snapshot;
    this.width = width;
    this.glyphs = glyphs;
    columns = Math.max(1, Math.min(snapshot.nodes().size(), (width + GAP.length()) / (CELL + GAP.length())));
    cell = (width - GAP.length() * (columns - 1)) / columns;
    status = cell < CELL ? NARROW_STATUS : STATUS;
    bar = Math.max(0, (cell - NUMBER - PERCENT - LOAD - MEMORY - GUESTS - status - 4) / 3);
    fullLoad = Math.max(1, snapshot.nodes().stream().filter(node -> node.load() != null).mapToDouble(NodeRecord::load).max().orElse(1));
  }

  /** Lines of nodes, without the heading. */
  int height() {
    return (snapshot.nodes().size() + columns - 1) / columns;
  }

  /** The heading and {@code height} lines from line {@code first} on. */
  List<Line> lines(int first, int height) {
    List<Line> lines = new ArrayList<>();
    lines.add(headings());
    for (int row = first; row < Math.min(first + height, height()); row++) {
      Line line = Line.EMPTY;
      for (int column = 0; column < columns; column++) {
        // downwards first, so that the numbers read like a list
        int index = column * height() + row;
        Line node = index < snapshot.nodes().size() ? node(snapshot.nodes().get(index)) : Line.EMPTY;
        line = line.add(Role.PLAIN, column == 0 ? "" : GAP).add(node.fit(cell));
      }
      lines.add(line.fit(width));
    }
    return lines;
  }

  private Line headings() {
    Line line = heading();
    for (int i = 1; i < columns; i++) {
      line = line.add(Role.HEADING, GAP).add(heading());
    }
    return line.fit(width);
  }

  private Line heading() {
    String text = glyphs.right("NODE", NUMBER - 1) + "  " + glyphs.left("CPU", bar + PERCENT + 1) + glyphs.left("LOAD", bar + LOAD + 1)
        + glyphs.left("MEMORY", bar + MEMORY + 1) + glyphs.right("GUESTS", GUESTS - 1) + "  " + "STATUS";
    return Line.of(Role.HEADING, glyphs.left(text, cell));
  }

  private Line node(NodeRecord node) {
    Line line = Line.of(node.self() ? Role.TITLE : Role.PLAIN, glyphs.right(node.node() + (node.self() ? "*" : " "), NUMBER)).add(Role.PLAIN, " ");
    boolean known = node.load() != null;
    Double cpu = node.utilisation();
    line = meter(line, cpu, cpu == null ? Quantity.UNKNOWN : Quantity.format("%.0f%%", cpu * 100), PERCENT);
    line = meter(line, known ? Double.valueOf(node.load() / fullLoad) : null, Quantity.load(node.load()), LOAD);
    line = meter(line, usedMemory(node), memory(node), MEMORY);
    return line.add(Role.PLAIN, glyphs.right(Quantity.count(node.guests()), GUESTS - 1) + "  ").add(statusRole(node), glyphs.left(status(node), status));
  }

  private Line meter(Line line, Double share, String text, int cells) {
    return line.add(share == null ? Line.of(Role.DIM, String.valueOf(glyphs.empty()).repeat(bar)) : Bar.of(share, bar, glyphs))
        .add(share == null ? Role.DIM : Role.PLAIN, glyphs.right(text, cells)).add(Role.PLAIN, " ");
  }

  private static Double usedMemory(NodeRecord node) {
    return node.memoryTotal() == null || node.memoryFree() == null || node.memoryTotal() == 0 ? null
        : Double.valueOf(1 - (double) node.memoryFree() / node.memoryTotal());
  }

  private static String memory(NodeRecord node) {
    return usedMemory(node) == null ? Quantity.UNKNOWN
        : Quantity.bytes(node.memoryTotal() - node.memoryFree()) + "/" + Quantity.bytes(node.memoryTotal());
  }

  private static String status(NodeRecord node) {
    if (!Snapshot.isUp(node)) {
      boolean dated = node.ageSeconds() != null;
      return node.status() + (dated ? " " + Quantity.age(Duration.ofMillis(Math.round(node.ageSeconds() * 1000))) : "");
    }
    return node.flags().isEmpty() ? node.status() : String.join(",", node.flags());
  }

  private static Role statusRole(NodeRecord node) {
    return Snapshot.isUp(node) ? node.flags().isEmpty() ? Role.GOOD : Role.MIDDLE : Role.BAD;
  }
}
