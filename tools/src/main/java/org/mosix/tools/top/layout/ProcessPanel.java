package org.mosix.tools.top.layout;

import java.util.ArrayList;
import java.util.List;
import org.mosix.daemon.ProcessRecord;
import org.mosix.tools.top.model.Listing;
import org.mosix.tools.top.model.Row;
import org.mosix.tools.top.model.Snapshot;
import org.mosix.tools.top.model.View;

/** The list of processes. */
final class ProcessPanel {

  private final Snapshot snapshot;
  private final View view;
  private final Listing listing;
  private final int width;
  private final Glyphs glyphs;
  private final List<ProcessColumn> columns;

  ProcessPanel(Snapshot snapshot, View view, Listing listing, int width, Glyphs glyphs) {
    this.snapshot = snapshot;
    this.view = view;
    this.listing = listing;
    this.width = width;
    this.glyphs = glyphs;
    columns = ProcessColumn.shownAt(width);
  }

  /** The row at the top, so that the selected one is among {@code height}, near to where the view was before. */
  int firstRow(int height) {
    int selected = listing.rowOf(view.index());
    int first = Math.max(Math.min(view.firstRow(), selected), selected - height + 1);
    // the heading of the first home comes along
    first = first == 1 && listing.rows().get(0) instanceof Row.Home && selected < height ? 0 : first;
    return Math.max(0, Math.min(first, listing.rows().size() - height));
  }

  Line heading() {
    Line line = Line.EMPTY;
    for (ProcessColumn column : columns) {
      boolean sorted = column.sort == view.sort();
      line = line.add(sorted ? Role.SORTED : Role.HEADING, cell(column, column.heading(glyphs), line.width())).add(Role.HEADING, " ");
    }
    return line.fit(width);
  }

  List<Line> rows(int first, int height) {
    List<Line> lines = new ArrayList<>();
    for (Row row : listing.rows().subList(Math.min(first, listing.rows().size()), Math.min(first + height, listing.rows().size()))) {
      lines.add(row instanceof Row.Process process ? process(process) : home((Row.Home) row));
    }
    if (listing.rows().isEmpty() && height > 0) {
      lines.add(Line.of(Role.DIM, view.filter().isEmpty() ? "no managed processes: start one with mosrun, or java -javaagent:mosix.jar"
          : "no process meets the filter").fit(width));
    }
    return lines;
  }

  private Line home(Row.Home home) {
    return Line.of(Role.TITLE, "home " + home.node()).add(Role.DIM,
        "  " + home.processes() + (home.processes() == 1 ? " process, " : " processes, ") + home.away() + " away").fit(width);
  }

  private Line process(Row.Process row) {
    ProcessRecord process = row.process();
    Line line = Line.EMPTY;
    for (ProcessColumn column : columns) {
      String text = column.text(process, snapshot.at(), glyphs);
      if (column == ProcessColumn.COMMAND && row.inTree()) {
        text = (row.last() ? glyphs.lastBranch() : glyphs.branch()) + text;
      }
      line = line.add(column.role(process), cell(column, text, line.width())).add(Role.PLAIN, " ");
    }
    line = line.fit(width);
    return row.index() == view.index() ? line.as(Role.SELECTED) : line;
  }

  private String cell(ProcessColumn column, String text, int before) {
    int cells = column.width == 0 ? Math.max(0, width - before) : column.width;
    return column.toTheRight ? glyphs.right(text, cells) : glyphs.left(text, cells);
  }
}
