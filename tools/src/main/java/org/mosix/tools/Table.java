package org.mosix.tools;

import java.util.ArrayList;
import java.util.List;

/** Columns for people: numbers to the right, texts to the left, two spaces between, none at the end of a line. */
final class Table {

  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths;

  Table(String... headings) {
    widths = new int[headings.length];
    row(headings);
  }

  void row(String... cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells[i].length());
    }
    rows.add(cells);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String[] cells : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < cells.length; i++) {
        String gap = " ".repeat(widths[i] - cells[i].length());
        line.append(isNumber(i) ? gap + cells[i] : cells[i] + gap).append("  ");
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private boolean isNumber(int column) {
    return rows.stream().skip(1).allMatch(cells -> cells[column].matches("[-\\d.?]*")) && rows.size() > 1;
  }
}
