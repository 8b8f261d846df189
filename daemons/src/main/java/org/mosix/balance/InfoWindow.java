package org.mosix.balance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The newest information about other nodes: a few entries, replaced as newer ones come, forgotten when too old. It stays this small
 * whatever the size of the cluster, and decisions use nothing else. Times are milliseconds of one monotonic clock with any origin. Not
 * thread-safe.
 */
public final class InfoWindow {

  /**
   * What is known of a node.
   *
   * @param info as the node told it
   * @param madeMillis when, by this node's clock
   * @param promisedThreads threads of processes that this node sent there since
   * @param promisedBytes their memory
   */
  public record Entry(NodeInfo info, long madeMillis, double promisedThreads, long promisedBytes) {

    public long ageMillis(long nowMillis) {
      return Math.max(0, nowMillis - madeMillis);
    }

    /** What the node will look like with what this node has sent there since it spoke. */
    public NodeInfo expected(double standardSpeed) {
      return promisedThreads == 0 && promisedBytes == 0 ? info
          : info.withLoad(info.load() + info.loadOf(promisedThreads, standardSpeed)).withMemoryFree(info.memoryFree() - promisedBytes);
    }
  }

  private final int self;
  private final List<Entry> entries = new ArrayList<>();
  private Tuning tuning;

  public InfoWindow(int self, Tuning tuning) {
    this.self = self;
    this.tuning = tuning;
  }

  /** Takes effect at once; a smaller window loses its oldest entries. */
  public void tune(Tuning newTuning) {
    tuning = newTuning;
    shrink();
  }

  /**
   * Notes what a node told, or what another says it told.
   *
   * @return whether it was news: the node is another one and nothing newer is known of it, or of enough others
   */
  public boolean hear(NodeInfo info, long madeMillis, long nowMillis) {
    if (info.node() == self || nowMillis - madeMillis > tuning.maxAgeMillis()) {
      return false;
    }
    Optional<Entry> known = find(info.node());
    if (known.isPresent() && known.get().madeMillis >= madeMillis) {
      return false;
    }
    known.ifPresent(entries::remove);
    Entry entry = new Entry(info, madeMillis, 0, 0);
    entries.add(entry);
    shrink();
    return entries.contains(entry);
  }

  private void shrink() {
    while (entries.size() > tuning.count(Tunable.WINDOW)) {
      entries.remove(entries.stream().min(Comparator.comparingLong(Entry::madeMillis)).orElseThrow());
    }
  }

  /** Remembers that a process was sent to {@code node}, until that node speaks again. */
  public void promised(int node, double threads, long bytes) {
    find(node).ifPresent(entry -> entries.set(entries.indexOf(entry),
        new Entry(entry.info, entry.madeMillis, entry.promisedThreads + threads, entry.promisedBytes + bytes)));
  }

  public void forget(int node) {
    entries.removeIf(entry -> entry.info.node() == node);
  }

  public Optional<Entry> find(int node) {
    return entries.stream().filter(entry -> entry.info.node() == node).findFirst();
  }

  /** What is known and not too old, newest first. */
  public List<Entry> entries(long nowMillis) {
    entries.removeIf(entry -> nowMillis - entry.madeMillis > tuning.maxAgeMillis());
    List<Entry> newestFirst = new ArrayList<>(entries);
    newestFirst.sort(Comparator.comparingLong(Entry::madeMillis).reversed());
    return newestFirst;
  }
}
