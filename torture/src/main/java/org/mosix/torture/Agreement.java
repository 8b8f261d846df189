package org.mosix.torture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosix.daemon.ProcessRecord;

/**
 * Whether nodes say the same of where processes run. A process that moves is in two places for a while, and says nothing.
 *
 * @param listings what each node says of processes that have their home there or run there
 */
record Agreement(Map<Integer, List<ProcessRecord>> listings) {

  /** The first thing that is wrong, in a sentence. */
  Optional<String> wrong(List<ChaosMover.Running> running) {
    for (ChaosMover.Running process : running) {
      Optional<String> wrong = wrong(process);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return listings.keySet().stream().flatMap(node -> guests(node).stream().filter(guest -> isUnknownAtHome(node, guest))
        .map(guest -> "node " + node + " has a guest of node " + guest.home() + ", process " + guest.pid() + ", and its home says otherwise")).findFirst();
  }

  private Optional<String> wrong(ChaosMover.Running process) {
    Optional<ProcessRecord> known = atHome(process.pid(), process.home());
    if (known.isEmpty()) {
      return Optional.of("node " + process.home() + " does not know its process " + process.pid());
    }
    int node = known.get().node();
    boolean agreed = node == process.home() || isMoving(known.get())
        || guests(node).stream().anyMatch(guest -> guest.pid() == process.pid() && guest.home() == process.home());
    return agreed ? Optional.empty() : Optional.of("process " + process.pid() + " of node " + process.home() + " is on node " + node
        + ", which does not know it");
  }

  private boolean isUnknownAtHome(int node, ProcessRecord guest) {
    return atHome(guest.pid(), guest.home()).filter(process -> process.node() == node || isMoving(process)).isEmpty();
  }

  private Optional<ProcessRecord> atHome(long pid, int home) {
    return listings.get(home).stream().filter(process -> process.pid() == pid && process.home() == home).findFirst();
  }

  private List<ProcessRecord> guests(int node) {
    return listings.get(node).stream().filter(process -> process.home() != node).toList();
  }

  private static boolean isMoving(ProcessRecord process) {
    return process.state().equals("moving");
  }
}
