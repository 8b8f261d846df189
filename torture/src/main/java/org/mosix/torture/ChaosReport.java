package org.mosix.torture;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;

/** What {@link Chaos} did, and what came of it. */
final class ChaosReport {

  private final Map<Outcome, Integer> moves = new EnumMap<>(Outcome.class);
  /** Why moves were not done, without numbers. */
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private int daemons;
  private int nodes;
  private int cutMoves;
  private int ended;
  private int lost;
  private double worst;

  synchronized void fault(boolean whole) {
    if (whole) {
      nodes++;
    } else {
      daemons++;
    }
  }

  synchronized void move(MoveResult result) {
    moves.merge(result.outcome(), 1, Integer::sum);
    if (result.outcome() != Outcome.DONE) {
      reasons.merge(result.text().replaceAll("\\d+", "N"), 1, Integer::sum);
    }
  }

  synchronized void cutMove() {
    cutMoves++;
  }

  synchronized void ended() {
    ended++;
  }

  synchronized void lost() {
    lost++;
  }

  synchronized void agreed(double intervals) {
    worst = Math.max(worst, intervals);
  }

  synchronized void failed(String text) {
    failures.add(text);
  }

  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  synchronized int faults() {
    return daemons + nodes;
  }

  synchronized JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("daemonsKilled", daemons);
    json.addProperty("nodesKilled", nodes);
    JsonObject outcomes = new JsonObject();
    moves.forEach((outcome, count) -> outcomes.addProperty(outcome.name().toLowerCase(Locale.ROOT), count));
    json.add("moves", outcomes);
    JsonObject counted = new JsonObject();
    reasons.forEach(counted::addProperty);
    json.add("reasons", counted);
    json.addProperty("cutMoves", cutMoves);
    json.addProperty("programsEnded", ended);
    json.addProperty("programsLostWithTheirGuests", lost);
    json.addProperty("worstIntervals", worst);
    JsonArray array = new JsonArray();
    failures.forEach(array::add);
    json.add("failures", array);
    return json;
  }

  synchronized String summary() {
    String text = String.format(Locale.ROOT, "%d daemons killed, %d with their guests; moves %s, %d cut; %d programs ended, %d lost with their guests; "
        + "agreement after %.1f intervals at worst; %d failures", daemons + nodes, nodes, moves.toString().toLowerCase(Locale.ROOT), cutMoves, ended, lost,
        worst, failures.size());
    StringBuilder all = new StringBuilder(text);
    reasons.forEach((reason, count) -> all.append("\n  not moved, ").append(count).append(" times: ").append(reason));
    failures.forEach(failure -> all.append("\nFAILED ").append(failure));
    return all.toString();
  }
}
