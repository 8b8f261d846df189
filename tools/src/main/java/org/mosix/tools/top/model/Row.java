package org.mosix.tools.top.model;

import org.mosix.daemon.ProcessRecord;

/** One line of the list of processes. */
public sealed interface Row {

  /**
   * A home node, above its processes.
   *
   * @param away how many of them run elsewhere
   */
  record Home(int node, int processes, int away) implements Row {}

  /**
   * A process.
   *
   * @param index among the processes of the list, from 0
   * @param inTree under a {@link Home}
   * @param last the last one there
   */
  record Process(ProcessRecord process, int index, boolean inTree, boolean last) implements Row {}
}
