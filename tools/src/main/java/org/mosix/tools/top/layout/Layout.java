package org.mosix.tools.top.layout;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mosix.daemon.NodeRecord;
import org.mosix.daemon.ProcessRecord;
import org.mosix.tools.top.model.Dialog;
import org.mosix.tools.top.model.History;
import org.mosix.tools.top.model.Listing;
import org.mosix.tools.top.model.Snapshot;
import org.mosix.tools.top.model.View;

/** Puts the screen together: title, nodes, history, processes, a line on the selected one, keys. Pure. */
public final class Layout {

  public static final int LEAST_WIDTH = 60;
  public static final int LEAST_HEIGHT = 12;

  /** Title, heading of the nodes, history, heading of the processes, details, keys. */
  private static final int FIXED_LINES = 6;

  private final int width;
  private final int height;
  private final Glyphs glyphs;
  private final ZoneId zone;

  /** @param zone of the clock in the title */
  public Layout(int width, int height, Glyphs glyphs, ZoneId zone) {
    this.width = width;
    this.height = height;
    this.glyphs = glyphs;
    this.zone = zone;
  }

  /** The screen for {@code view}, which is settled on {@code listing}. */
  public Frame frame(Snapshot snapshot, History history, View view, Listing listing) {
    if (width < LEAST_WIDTH || height < LEAST_HEIGHT) {
      return tooSmall();
    }
    NodePanel nodes = new NodePanel(snapshot, width, glyphs);
    int nodeLines = Math.min(nodes.height(), Math.max(3, (height - FIXED_LINES) / 3));
    int firstNodes = Math.min(view.firstNodes(), nodes.height() - nodeLines);
    ProcessPanel processes = new ProcessPanel(snapshot, view, listing, width, glyphs);
    int page = height - FIXED_LINES - nodeLines;
    int firstRow = processes.firstRow(page);
    List<Line> lines = new ArrayList<>();
    lines.add(title(snapshot, view));
    lines.addAll(nodes.lines(firstNodes, nodeLines));
    lines.add(HistoryLine.of(history, width, glyphs));
    lines.add(processes.heading());
    lines.addAll(processes.rows(firstRow, page));
    while (lines.size() < height - 2) {
      lines.add(Line.EMPTY.fit(width));
    }
    lines.add(details(snapshot, view, listing).fit(width));
    lines.add(bottom(view, listing).fit(width));
    boolean typing = view.dialog() instanceof Dialog.FilterPrompt;
    return new Frame(new DialogBox(view, width, height, glyphs).over(lines), typing ? height - 1 : -1,
        typing ? Math.min(width - 1, typed(view).width()) : -1, firstRow, page, firstNodes);
  }

  /** Everything at once and nothing for the hand, as long as it gets: for pipes and files. */
  public List<Line> report(Snapshot snapshot, View view, Listing listing) {
    NodePanel nodes = new NodePanel(snapshot, width, glyphs);
    ProcessPanel processes = new ProcessPanel(snapshot, view.withIndex(Integer.MAX_VALUE), listing, width, glyphs);
    List<Line> lines = new ArrayList<>();
    lines.add(title(snapshot, view));
    lines.addAll(nodes.lines(0, nodes.height()));
    lines.add(Line.EMPTY);
    lines.add(processes.heading());
    lines.addAll(processes.rows(0, listing.rows().size() + 1));
    return lines;
  }

  private Frame tooSmall() {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Role.BAD, "mtop: " + width + "x" + height + " (expected: at least " + LEAST_WIDTH + "x" + LEAST_HEIGHT + ")").fit(width));
    while (lines.size() < height) {
      lines.add(Line.EMPTY.fit(width));
    }
    return new Frame(lines, -1, -1, 0, 1, 0);
  }

  private Line title(Snapshot snapshot, View view) {
    String clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone).format(snapshot.at());
    Line line = Line.of(Role.TITLE, "mtop").add(Role.PLAIN, "  nodes " + snapshot.up().size() + "/" + snapshot.nodes().size() + " up  processes "
        + snapshot.processes().size()).add(Role.AWAY, " (" + snapshot.away() + " away)")
        .add(Role.PLAIN, "  load " + Quantity.load(snapshot.meanLoad()) + "  memory " + memory(snapshot))
        .add(Role.DIM, view.readOnly() ? "  read-only" : "");
    return line.fit(width - clock.length() - 1).add(Role.PLAIN, " " + clock);
  }

  private static String memory(Snapshot snapshot) {
    List<NodeRecord> known = snapshot.up().stream().filter(node -> node.memoryTotal() != null && node.memoryFree() != null).toList();
    long total = known.stream().mapToLong(NodeRecord::memoryTotal).sum();
    long free = known.stream().mapToLong(NodeRecord::memoryFree).sum();
    return Quantity.bytes(total - free) + "/" + Quantity.bytes(total);
  }

  /** What the columns have no room for. */
  private Line details(Snapshot snapshot, View view, Listing listing) {
    if (!snapshot.trouble().isEmpty()) {
      return Line.of(Role.BAD, "old: " + glyphs.clean(snapshot.trouble()));
    }
    return view.selection(listing).map(process -> details(process)).orElse(Line.EMPTY);
  }

  private Line details(ProcessRecord process) {
    Line line = Line.of(Role.DIM, process.pid() + ": ");
    ProcessRecord.LastMove last = process.lastMove();
    if (!process.cannotMove().isEmpty()) {
      line = line.add(Role.BAD, "cannot move: " + glyphs.clean(String.join("; ", process.cannotMove())) + "  ");
    }
    if (last != null) {
      line = line.add(last.done() ? Role.DIM : Role.BAD, (last.automatic() ? "was moved " : "moved ") + last.from() + glyphs.arrow() + last.to()
          + (last.done() ? ", frozen " + Quantity.seconds(last.frozenMillis() / 1000) + ", " + Quantity.bytes(last.bytes())
          : " not: " + glyphs.clean(last.reason())) + "  ");
    }
    if (process.nodes() != null && !process.nodes().isEmpty()) {
      line = line.add(Role.DIM, "nodes " + glyphs.clean(process.nodes()) + "  ");
    }
    return line.add(Role.DIM, glyphs.clean(process.command()));
  }

  private Line bottom(View view, Listing listing) {
    if (view.dialog() instanceof Dialog.FilterPrompt) {
      return typed(view).add(Role.DIM, "  " + listing.processes().size() + " shown   Enter: keep   Esc: back");
    }
    if (!view.message().isEmpty()) {
      return Line.of(view.message().bad() ? Role.BAD : Role.GOOD, glyphs.clean(view.message().text()));
    }
    String state = (view.following() ? "following  " : "") + (view.filter().isEmpty() ? "" : "filter: " + glyphs.clean(view.filter().text()));
    Line line = Line.of(Role.AWAY, state.isEmpty() ? "" : state + "  ");
    for (String key : keys(view)) {
      // One that is cut would be taken for another.
      if (line.width() + key.length() <= width) {
        int space = key.indexOf(' ');
        line = line.add(Role.KEY, key.substring(0, space)).add(Role.DIM, key.substring(space) + "  ");
      }
    }
    return line;
  }

  private Line typed(View view) {
    return Line.of(Role.KEY, "filter: ").add(Role.PLAIN, glyphs.clean(((Dialog.FilterPrompt) view.dialog()).text()));
  }

  private static List<String> keys(View view) {
    return view.readOnly() ? List.of("? help", "q quit", "/ filter", "<> sort", "t tree", "f follow")
        : List.of("? help", "q quit", "/ filter", "<> sort", "t tree", "f follow", "m move", "r recall", "l lock", "K kill");
  }
}
