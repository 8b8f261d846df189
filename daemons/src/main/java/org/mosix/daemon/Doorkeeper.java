package org.mosix.daemon;

import java.util.Optional;
import org.mosix.balance.ArrivalGate;
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

  Doorkeeper(NodeState state, PolicyStore policies, NodeClock clock) {
    this.state = state;
    this.policies = policies;
    this.clock = clock;
  }

  /** Another node asks before it sends something; the answer is why not, or empty. The guest is counted from now on. */
  synchronized String admit(Admission asked) {
    Optional<String> refusal = gate.admit(clock.millis(), state.toldNow(), asked.memory(), asked.cause(), policies.tuning());
    if (refusal.isEmpty()) {
      state.comes(asked.home(), asked.pid(), asked.threads(), asked.memory());
    }
    return refusal.orElse("");
  }

  /** A home wants a guest for its process, whoever decided that. */
  void require(Reserve request) throws RefusedException {
    NodeInfo here = state.toldNow();
    Optional<NodeFlag> against = here.flags().stream().filter(NodeFlag::refuses).findFirst();
    if (against.isPresent()) {
      throw new RefusedException(reason(against.get(), here));
    }
  }

  private String reason(NodeFlag flag, NodeInfo here) {
    return switch (flag) {
      case BLOCK -> state.policy().block() ? "it accepts no guests (mosctl block)" : !state.policy().takes()
          ? "its pool takes no guests now" : "it has " + here.guests() + " guests (expected: fewer than " + state.policy().guestLimit() + ")";
      case EXPEL -> "it sends its guests away (mosctl expel)";
      case LEAVING -> "it has left the cluster (setpe -off)";
      default -> "memory: " + (here.memoryFree() >> 20) + " MB of " + (here.memoryTotal() >> 20) + " MB are free, or it swaps";
    };
  }
}
