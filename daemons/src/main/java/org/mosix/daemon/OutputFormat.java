package org.mosix.daemon;

import java.util.Locale;

/** How a command prints its answer. */
public enum OutputFormat {
  /** For people. */
  TEXT,
  /** For programs: one JSON document, fields documented per command. */
  JSON;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
