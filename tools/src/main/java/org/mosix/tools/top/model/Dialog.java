package org.mosix.tools.top.model;

import java.util.List;
import org.mosix.daemon.ProcessRecord;

/** What lies over the screen and gets the keys. */
public sealed interface Dialog {

  Dialog NONE = new None();

  /** Nothing does. */
  record None() implements Dialog {}

  /**
   * The keys and columns.
   *
   * @param first line of the text at the top
   */
  record Help(int first) implements Dialog {}

  /**
   * A filter is typed.
   *
   * @param before the one to return to
   */
  record FilterPrompt(String text, Filter before) implements Dialog {}

  /**
   * The node for a move is chosen.
   *
   * @param index of the chosen target
   */
  record ChooseTarget(ProcessRecord process, List<Target> targets, int index) implements Dialog {

    public ChooseTarget {
      targets = List.copyOf(targets);
    }

    public Target chosen() {
      return targets.get(index);
    }
  }

  /** A signal is about to be sent. */
  record ConfirmKill(ProcessRecord process) implements Dialog {}
}
