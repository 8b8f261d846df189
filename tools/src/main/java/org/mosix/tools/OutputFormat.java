package org.mosix.tools;

/** How a command prints its answer. */
enum OutputFormat {
  /** For people. */
  TEXT,
  /** For programs: one JSON document, fields documented per command. */
  JSON
}
