package org.mosix.balance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mosix.balance.Decision.Cause;
import org.mosix.balance.InfoWindow.Entry;

/**
 * Sends processes away before a node thrashes. When too little memory is free, the smallest sufficient set of processes goes to nodes with
 * room, whatever their load; this overrides balancing. If no node has room for any of them, {@link SwapGathering} decides. A pure function of
 * its arguments.
 */
public final class MemoryUsher {

  private final int self;
  private final Tuning tuning;

  public MemoryUsher(int self, Tuning tuning) {
    this.self = self;
    this.tuning = tuning;
  }

  /** Whether the node is short of memory: it should show {@link NodeFlag#SWAPPING} and usher. */
  public boolean isShort(NodeInfo here, boolean pagesMove) {
    return pagesMove || here.memoryFree() < tuning.get(Tunable.MEMORY_LOW) * here.memoryTotal();
  }

  /**
   * The processes to move now, and where to; empty if the memory suffices. They may be moved one after another.
   *
   * @param pagesMove whether pages go to or come from swap at this moment
   */
  public List<Decision> usher(long nowMillis, NodeInfo here, boolean pagesMove, List<ProcessFacts> processes, List<Entry> known, Policy policy) {
    if (!isShort(here, pagesMove)) {
      return List.of();
    }
    long needed = (long) (tuning.get(Tunable.MEMORY_GOAL) * here.memoryTotal() - OpportunityCost.free(here));
    List<Room> rooms = new ArrayList<>();
    for (Entry entry : known) {
      rooms.add(new Room(entry, (long) (entry.expected(tuning.get(Tunable.STANDARD_SPEED)).memoryFree()
          - tuning.get(Tunable.MEMORY_GOAL) * entry.info().memoryTotal()), entry.ageMillis(nowMillis)));
    }
    List<Decision> decisions = new ArrayList<>();
    for (ProcessFacts process : SmallestSet.of(movable(processes, rooms), needed, ProcessFacts::memory)) {
      List<Room> fitting = fitting(process, rooms);
      if (!fitting.isEmpty()) {
        decisions.add(decision(nowMillis, here, process, fitting, needed));
        fitting.get(0).bytes -= process.memory();
      }
    }
    if (decisions.isEmpty() && pagesMove) {
      new SwapGathering(self, tuning).decide(nowMillis, here, processes, known).ifPresent(decisions::add);
    }
    return decisions;
  }

  private List<ProcessFacts> movable(List<ProcessFacts> processes, List<Room> rooms) {
    return processes.stream().filter(process -> Balancer.heldFast(process).isEmpty() && process.memory() > 0 && !fitting(process, rooms).isEmpty())
        .toList();
  }

  /** Best first: least cost in processor time among those with room. */
  private List<Room> fitting(ProcessFacts process, List<Room> rooms) {
    return rooms.stream().filter(room -> room.bytes >= process.memory() && room.entry.info().accepts()
            && (room.node() == process.home() || process.mask().permits(room.node())))
        .sorted(Comparator.comparingDouble(room -> room.entry.info().load())).toList();
  }

  private Decision decision(long nowMillis, NodeInfo here, ProcessFacts process, List<Room> fitting, long needed) {
    OpportunityCost cost = new OpportunityCost(tuning, 2);
    List<Bid> bids = fitting.stream().map(room -> cost.toHave(room.entry.info(), 1, 1, process.memory(), 0, 0, room.ageMillis)).toList();
    return new Decision(nowMillis, process.pid(), process.home(), self, Cause.MEMORY, fitting.stream().map(Room::node).toList(),
        cost.toKeep(here, 1, 1, process.memory(), 0), bids, "node " + self + " has " + (here.memoryFree() >> 20) + " MB free, and needs "
        + (needed >> 20) + " MB more; this process takes " + (process.memory() >> 20) + " MB");
  }

  /** What a node can still take. */
  private static final class Room {
    private final Entry entry;
    private final long ageMillis;
    private long bytes;

    Room(Entry entry, long bytes, long ageMillis) {
      this.entry = entry;
      this.bytes = bytes;
      this.ageMillis = ageMillis;
    }

    int node() {
      return entry.info().node();
    }
  }
}
