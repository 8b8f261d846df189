package org.mosix.tools.top.keys;

/**
 * A key that was pressed.
 *
 * @param text the character of a {@link Kind#CHARACTER}; empty for others
 */
public record Key(Kind kind, String text) {

  /** Keys that are told apart. */
  public enum Kind { CHARACTER, UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END, ENTER, ESCAPE, BACKSPACE, CLEAR_LINE, HELP, FILTER, TREE, MOVE, KILL, QUIT, END_OF_INPUT }

  public static Key of(Kind kind) {
    return new Key(kind, "");
  }

  public static Key character(String text) {
    return new Key(Kind.CHARACTER, text);
  }
}
