package org.mosix.daemon;

import java.util.Locale;
import java.util.Optional;

/** What a daemon can be asked to do by {@link org.mosix.link.message.Administer}; the name in lower case goes over the wire. */
public enum Verb {
  /** All nodes this one knows: a list of {@link NodeRecord}. */
  NODES,
  /** The processes that have their home here or run here: a list of {@link ProcessRecord}. */
  PROCESSES;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Verb> named(String wireName) {
    for (Verb verb : values()) {
      if (verb.wireName().equals(wireName)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
