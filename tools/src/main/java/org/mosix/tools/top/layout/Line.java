package org.mosix.tools.top.layout;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** One line of the screen: pieces of text with what they mean. Never changes. */
public final class Line {

  /** A piece. */
  public record Span(Role role, String text) {}

  public static final Line EMPTY = new Line(List.of());

  private final List<Span> spans;

  private Line(List<Span> spans) {
    this.spans = List.copyOf(spans);
  }

  public static Line of(Role role, String text) {
    return EMPTY.add(role, text);
  }

  public List<Span> spans() {
    return spans;
  }

  public int width() {
    return spans.stream().mapToInt(span -> Glyphs.width(span.text)).sum();
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    spans.forEach(span -> text.append(span.text));
    return text.toString();
  }

  Line add(Role role, String text) {
    return text.isEmpty() ? this : add(new Line(List.of(new Span(role, text))));
  }

  Line add(Line more) {
    List<Span> all = new ArrayList<>(spans);
    all.addAll(more.spans);
    return new Line(all);
  }

  /** In exactly {@code cells}: cut, or filled up with spaces. */
  Line fit(int cells) {
    Line cut = slice(0, cells);
    return cut.add(Role.PLAIN, " ".repeat(cells - cut.width()));
  }

  /** All of it in another role. */
  Line as(Role role) {
    return of(role, text());
  }

  /** Cells {@code from} to {@code to}; a sign of two cells that would be cut becomes spaces. */
  Line slice(int from, int to) {
    Line slice = EMPTY;
    int at = 0;
    for (Span span : spans) {
      StringBuilder kept = new StringBuilder();
      for (int i = 0; i < span.text.length(); i += Character.charCount(span.text.codePointAt(i))) {
        int code = span.text.codePointAt(i);
        int cells = Math.max(0, WCWidth.wcwidth(code));
        if (at >= from && at + cells <= to) {
          kept.appendCodePoint(code);
        } else {
          kept.append(" ".repeat(Math.max(0, Math.min(at + cells, to) - Math.max(at, from))));
        }
        at += cells;
      }
      slice = slice.add(span.role, kept.toString());
    }
    return slice;
  }

  /** This with {@code piece} written over it from cell {@code at} on. */
  Line over(int at, Line piece) {
    int end = at + piece.width();
    return fit(Math.max(width(), end)).slice(0, at).add(piece).add(slice(end, Math.max(end, width())));
  }
}
