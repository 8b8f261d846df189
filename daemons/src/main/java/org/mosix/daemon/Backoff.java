package org.mosix.daemon;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Processes that could not be moved, and how long they are left alone: 10 s at first, twice as long each time, at most 5 minutes. To try
 * costs a process its compiled code.
 */
final class Backoff {

  private static final long FIRST_MILLIS = 10_000;
  private static final long LONGEST_MILLIS = 300_000;

  private record Process(int home, long pid) {}

  private record Failed(String reason, long until, long pause) {}

  private final Map<Process, Failed> failed = new HashMap<>();

  synchronized void failed(int home, long pid, String reason, long nowMillis) {
    Process process = new Process(home, pid);
    Failed before = failed.get(process);
    long pause = before == null ? FIRST_MILLIS : Math.min(LONGEST_MILLIS, 2 * before.pause);
    failed.put(process, new Failed(reason, nowMillis + pause, pause));
  }

  synchronized void succeeded(int home, long pid) {
    failed.remove(new Process(home, pid));
  }

  /** Why the last attempt came to nothing, if it is too early for another. */
  synchronized Optional<String> reason(int home, long pid, long nowMillis) {
    failed.values().removeIf(old -> nowMillis - old.until > LONGEST_MILLIS);
    Failed last = failed.get(new Process(home, pid));
    return last == null || nowMillis >= last.until ? Optional.empty()
        : Optional.of(last.reason + " (left alone for another " + (last.until - nowMillis + 999) / 1000 + " s)");
  }
}
