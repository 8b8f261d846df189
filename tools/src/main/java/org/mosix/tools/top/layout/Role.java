package org.mosix.tools.top.layout;

/** What a piece of text means; the terminal decides how that looks, with colours or without. */
public enum Role {
  PLAIN, DIM, TITLE, HEADING, SORTED, LOW, MIDDLE, HIGH, AWAY, GOOD, BAD, KEY, SELECTED, BOX
}
