package org.mosix.balance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mosix.balance.Decision.Cause;
import org.mosix.balance.InfoWindow.Entry;

/** Where guests go when their node does not want them any more ({@code expel}, leaving the cluster): where they cost least, else home. */
public final class Eviction {

  private final int self;
  private final Tuning tuning;
  private final MoveCosts moves;

  public Eviction(int self, Tuning tuning, MoveCosts moves) {
    this.self = self;
    this.tuning = tuning;
    this.moves = moves;
  }

  /** One decision per guest, all of which move; the smallest first, so that most are gone soon. Home is always the last target. */
  public List<Decision> expel(long nowMillis, NodeInfo here, List<ProcessFacts> processes, List<Entry> known) {
    Balancer balancer = new Balancer(self, known.size() + 1, tuning, moves);
    List<Decision> decisions = new ArrayList<>();
    processes.stream().filter(process -> process.isGuest(self)).sorted(Comparator.comparingLong(ProcessFacts::memory)).forEach(guest -> {
      List<Bid> bids = balancer.bids(nowMillis, guest, known);
      List<Integer> targets = new ArrayList<>(bids.stream().filter(bid -> bid.stands() && bid.node() != guest.home()).map(Bid::node).toList());
      targets.add(guest.home());
      decisions.add(new Decision(nowMillis, guest.pid(), guest.home(), self, Cause.EXPEL, targets, Bid.refused(self, 0, "expels its guests"), bids,
          "node " + self + " expels its guests"));
    });
    return decisions;
  }
}
