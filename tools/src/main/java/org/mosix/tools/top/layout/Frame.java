package org.mosix.tools.top.layout;

import java.util.List;

/**
 * A whole screen.
 *
 * @param lines as many as the screen has, each as wide as it
 * @param cursorRow and {@code cursorColumn}: where someone types; -1 if nobody does
 * @param firstRow the row of processes at the top; for {@link org.mosix.tools.top.model.View#withFirstRow}
 * @param page rows of processes that fit
 * @param firstNodes the line of nodes at the top, which may be less than the view wanted
 */
public record Frame(List<Line> lines, int cursorRow, int cursorColumn, int firstRow, int page, int firstNodes) {

  /** The same as plain text, without spaces at the ends of lines. */
  public String text() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text().stripTrailing()).append('\n'));
    return text.toString();
  }
}
