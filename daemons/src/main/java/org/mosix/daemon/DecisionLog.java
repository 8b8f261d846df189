package org.mosix.daemon;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mosix.balance.Decision;

/**
 * The last decisions about each process, for {@code mosctl why}. Decisions to stay come several times a second and replace each other;
 * those to move are kept until {@value #PER_PROCESS} others have come.
 */
final class DecisionLog {

  private static final int PER_PROCESS = 16;
  private static final int PROCESSES = 512;

  private record Process(int home, long pid) {}

  private final Map<Process, Deque<DecisionRecord>> log = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Process, Deque<DecisionRecord>> eldest) {
      return size() > PROCESSES;
    }
  };

  synchronized DecisionRecord add(Decision decision) {
    Deque<DecisionRecord> of = log.computeIfAbsent(new Process(decision.home(), decision.pid()), process -> new ArrayDeque<>());
    DecisionRecord record = DecisionRecord.of(decision);
    if (!of.isEmpty() && !of.getLast().moves() && !decision.moves()) {
      of.removeLast();
    }
    of.addLast(record);
    if (of.size() > PER_PROCESS) {
      of.removeFirst();
    }
    return record;
  }

  /** The oldest first. */
  synchronized List<DecisionRecord> of(int home, long pid) {
    return new ArrayList<>(log.getOrDefault(new Process(home, pid), new ArrayDeque<>()));
  }
}
