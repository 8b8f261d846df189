package org.mosix.daemon;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mosix.balance.ArrivalGate;
import org.mosix.balance.Decision.Cause;
import org.mosix.balance.NodeFlag;
import org.mosix.balance.NodeInfo;
import org.mosix.link.RefusedException;
import org.mosix.link.message.Reserve;

/** Refuses guests that this node's policies, its memory, or the number of those that just came stand against. */
final class Doorkeeper {

  private final NodeState state;
  private final PolicyStore policies;
  private final NodeClock clock;
  private final ArrivalGate gate = new ArrivalGate();
  /** What was admitted although the node swaps, and when. */
  private final Map<Key, Long> gathered = new HashMap<>();

  private record Key(int home, long pid) {}

  Doorkeeper(NodeState state, PolicyStore policies, NodeClock clock) {
    this.state = state;
    this.policies = policies;
    this.clock = clock;
  }

  /** Another node asks before it sends something; the answer is why not, or empty. The guest is counted from now on. */
  synchronized String admit(Admission asked) {
    NodeInfo here = state.toldNow();
    Optional<String> refusal = gate.admit(clock.millis(), here, asked.memory(), asked.cause(), asked.from(), asked.depth(), policies.tuning());
    if (refusal.isEmpty()) {
      if (here.flags().contains(NodeFlag.SWAPPING)) {
        gathered.put(new Key(asked.home(), asked.pid()), clock.millis());
      }
      state.comes(asked.home(), asked.pid(), asked.threads(), asked.memory());
    }
    return refusal.orElse("");
  }

  /** A home wants a guest for its process, whoever decided that. */
  synchronized void require(Reserve request) throws RefusedException {
    NodeInfo here = state.toldNow();
    gathered.values().removeIf(millis -> clock.millis() - millis > MigDaemon.patienceFor(Cause.GATHER).toMillis());
    boolean swapsAnyway = gathered.containsKey(new Key(request.homeNode(), request.pid()));
    Optional<NodeFlag> against = here.flags().stream().filter(flag -> flag.refuses() && !(swapsAnyway && flag == NodeFlag.SWAPPING)).findFirst();
    if (against.isPresent()) {
      throw new RefusedException(reason(against.get(), here));
    }
  }

  private String reason(NodeFlag flag, NodeInfo here) {
    return switch (flag) {
      case BLOCK -> state.policy().block() ? "it accepts no guests (mosctl block)" : !state.policy().takes()
          ? "its pool takes no guests now" : "it has " + here.guests() + " guests, and takes no more (mosctl limit " + state.policy().guestLimit() + ")";
      case EXPEL -> "it sends its guests away (mosctl expel)";
      case LEAVING -> "it has left the cluster (setpe -off)";
      default -> "memory: " + (here.memoryFree() >> 20) + " MB of " + (here.memoryTotal() >> 20) + " MB are free, or it swaps";
    };
  }
}
