package org.mosix.tools.top.layout;

import org.jline.utils.WCWidth;

/**
 * The signs that pictures are made of, for terminals with and without UTF-8.
 *
 * @param bar parts of a cell, from a small one to a full one
 * @param empty a cell of a bar with nothing in it
 * @param levels heights in a line of history, from nothing to full
 * @param box corners top left, top right, bottom left, bottom right; horizontal; vertical
 */
public record Glyphs(String bar, char empty, String levels, String arrow, String ellipsis, String box, String branch, String lastBranch,
    boolean unicode) {

  // no thin lines: JLine writes those in the alternate character set, which not every terminal has switched on
  public static final Glyphs UNICODE = new Glyphs("▏▎▍▌▋▊▉█", '·', " ▁▂▃▄▅▆▇█", "→", "…", "┏┓┗┛━┃", "┣━ ", "┗━ ", true);
  public static final Glyphs ASCII = new Glyphs("#", '.', " .:-=+*#@", ">", "~", "++++-|", "|- ", "`- ", false);

  /** Cells that {@code text} takes. */
  static int width(String text) {
    return text.codePoints().map(code -> Math.max(0, WCWidth.wcwidth(code))).sum();
  }

  /** Text from elsewhere, made harmless: what is no printable sign here becomes a question mark. */
  String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(code -> clean.appendCodePoint(isPrintable(code) ? code : '?'));
    return clean.toString();
  }

  private boolean isPrintable(int code) {
    return WCWidth.wcwidth(code) >= 0 && code >= ' ' && code != 0x7f && (unicode ? Character.isDefined(code) && !isHidden(code) : code < 0x7f);
  }

  /** Directional marks and the like can make a line look as if it said something else. */
  private static boolean isHidden(int code) {
    int type = Character.getType(code);
    return type == Character.FORMAT || type == Character.CONTROL || type == Character.SURROGATE || type == Character.PRIVATE_USE
        || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** {@code text} in at most {@code cells}; if something had to go, the last one says so. */
  String clip(String text, int cells) {
    if (width(text) <= cells) {
      return text;
    }
    if (cells < 1) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int code = text.codePointAt(at);
      int more = Math.max(0, WCWidth.wcwidth(code));
      if (used + more > cells - 1) {
        break;
      }
      kept.appendCodePoint(code);
      used += more;
    }
    return kept.append(ellipsis).toString();
  }

  /** In exactly {@code cells}, at the left. */
  String left(String text, int cells) {
    String clipped = clip(text, cells);
    return clipped + " ".repeat(Math.max(0, cells - width(clipped)));
  }

  /** In exactly {@code cells}, at the right. */
  String right(String text, int cells) {
    String clipped = clip(text, cells);
    return " ".repeat(Math.max(0, cells - width(clipped))) + clipped;
  }
}
