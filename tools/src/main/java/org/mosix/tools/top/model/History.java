package org.mosix.tools.top.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.mosix.daemon.ProcessRecord;

/** Load and moves of the last snapshots, the newest last. */
public final class History {

  /** Enough for the widest screens. */
  static final int MOST = 600;

  private final ArrayDeque<Sample> samples = new ArrayDeque<>();
  private final Map<ProcessId, Long> lastMoves = new HashMap<>();

  /**
   * What one snapshot adds.
   *
   * @param load mean of the nodes
   * @param moves that were done since the snapshot before
   */
  public record Sample(Instant at, double load, int moves) {}

  public void add(Snapshot snapshot) {
    int moves = newMoves(snapshot);
    samples.addLast(new Sample(snapshot.at(), snapshot.meanLoad(), moves));
    if (samples.size() > MOST) {
      samples.removeFirst();
    }
  }

  /** Counts the moves that no snapshot has shown before; those of a process seen for the first time are old. */
  private int newMoves(Snapshot snapshot) {
    Instant before = samples.isEmpty() ? snapshot.at() : samples.getLast().at();
    int count = 0;
    HashSet<ProcessId> present = new HashSet<>();
    for (ProcessRecord process : snapshot.processes()) {
      present.add(ProcessId.of(process));
      ProcessRecord.LastMove last = process.lastMove();
      if (last != null && last.done()) {
        Long known = lastMoves.put(ProcessId.of(process), last.millis());
        boolean isNew = known == null ? last.millis() > before.toEpochMilli() : last.millis() > known;
        count += isNew ? 1 : 0;
      }
    }
    lastMoves.keySet().retainAll(present);
    return count;
  }

  /** The newest {@code count} samples, or as many as there are. */
  public List<Sample> last(int count) {
    List<Sample> all = new ArrayList<>(samples);
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  /** Moves within {@code span} before the newest sample. */
  public int movesWithin(Duration span) {
    if (samples.isEmpty()) {
      return 0;
    }
    Instant from = samples.getLast().at().minus(span);
    return samples.stream().filter(sample -> sample.at().isAfter(from)).mapToInt(Sample::moves).sum();
  }
}
