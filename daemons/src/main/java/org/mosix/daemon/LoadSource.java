package org.mosix.daemon;

import java.util.Locale;

/** What counts as the load of a node. */
enum LoadSource {
  /** All threads of the machine that want a processor. */
  MACHINE,
  /** The programs and guests of this node's daemon only: for several nodes on one machine. */
  PROCESSES;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
