package org.mosix.torture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;

/** What became of the move requests of one run. */
final class Tally {

  private static final long SECOND_NANOS = 1_000_000_000;

  private final List<Double> frozenMillis = new ArrayList<>();
  private final Map<String, Integer> reasons = new LinkedHashMap<>();
  private int refused;
  private int failed;
  private int timedOut;
  private int prompt;

  /** @param nanos from the request to its answer */
  void add(MoveResult result, long nanos) {
    prompt += result.outcome() == Outcome.DONE && nanos <= SECOND_NANOS ? 1 : 0;
    switch (result.outcome()) {
      case DONE -> frozenMillis.add(result.frozenNanos() / 1e6);
      case REFUSED -> refused++;
      case TIMEOUT -> timedOut++;
      default -> failed++;
    }
    if (result.outcome() != Outcome.DONE) {
      reasons.merge(result.outcome().name().toLowerCase(Locale.ROOT) + ": " + result.text(), 1, Integer::sum);
    }
  }

  /** Stops in place, which have no times of their own. */
  void addStops(int stops) {
    for (int i = 0; i < stops; i++) {
      frozenMillis.add(Double.NaN);
    }
  }

  /** Stops in place that could not be. */
  void addRefusals(String reason, int count) {
    refused += count;
    reasons.merge("refused: " + reason, count, Integer::sum);
  }

  int moves() {
    return frozenMillis.size();
  }

  /** Requests that were done within a second. */
  int prompt() {
    return prompt;
  }

  /** All requests. */
  int requests() {
    return moves() + refused + failed();
  }

  int refused() {
    return refused;
  }

  /** Failed or not done in time. */
  int failed() {
    return failed + timedOut;
  }

  /** Why moves were not done, and how often. */
  Map<String, Integer> reasons() {
    return reasons;
  }

  /** The frozen time that this share of the moves stayed below, in ms; NaN without moves. */
  double frozenMillis(double share) {
    List<Double> sorted = frozenMillis.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size())));
  }
}
