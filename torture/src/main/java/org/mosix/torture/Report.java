package org.mosix.torture;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The runs so far, as a table or as JSON. */
final class Report {

  /**
   * One run.
   *
   * @param difference from the control, "" if none
   */
  record Run(String name, Mode mode, Verdict verdict, Tally tally, double seconds, String difference, String lastErrors) {}

  private static final String ROW = "%-24s %-6s %-12s %6s %8s %7s %6s %8s %8s %7s%n";

  private final List<Run> runs = new ArrayList<>();

  static String heading() {
    return String.format(Locale.ROOT, ROW, "case", "mode", "verdict", "moves", "refused", "failed", "<=1 s", "p50 ms", "p99 ms", "s");
  }

  /** Adds a run and returns its lines of the table. */
  String add(Run run) {
    runs.add(run);
    Tally tally = run.tally();
    StringBuilder lines = new StringBuilder(String.format(Locale.ROOT, ROW, run.name(), name(run.mode()), name(run.verdict()),
        tally.moves(), tally.refused(), tally.failed(), run.mode().moves() ? tally.prompt() : "-", millis(tally.frozenMillis(0.5)), millis(tally.frozenMillis(0.99)),
        String.format(Locale.ROOT, "%.1f", run.seconds())));
    if (!run.difference().isEmpty()) {
      lines.append("    ").append(run.difference()).append(System.lineSeparator());
      run.lastErrors().lines().forEach(line -> lines.append("    | ").append(line).append(System.lineSeparator()));
    }
    tally.reasons().forEach((reason, count) -> lines.append("    ").append(count).append(" x ").append(reason).append(System.lineSeparator()));
    return lines.toString();
  }

  private static String millis(double millis) {
    return Double.isNaN(millis) ? "-" : String.format(Locale.ROOT, "%.1f", millis);
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  long count(Verdict verdict) {
    return runs.stream().filter(run -> run.verdict() == verdict).count();
  }

  /** The closing line. */
  String summary() {
    long moves = runs.stream().mapToLong(run -> run.tally().moves()).sum();
    List<Tally> moved = runs.stream().filter(run -> run.mode().moves() && run.verdict() != Verdict.REFUSED).map(Run::tally).toList();
    long requests = moved.stream().mapToLong(Tally::requests).sum();
    String share = requests == 0 ? "" : String.format(Locale.ROOT, "; %.1f %% of %d requests of cases that can move done within 1 s",
        100.0 * moved.stream().mapToLong(Tally::prompt).sum() / requests, requests);
    return count(Verdict.PASSED) + " passed, " + count(Verdict.FAILED) + " failed, " + count(Verdict.REFUSED) + " refused, "
        + count(Verdict.UNDISTURBED) + " undisturbed, " + moves + " moves" + share;
  }

  JsonObject json() {
    JsonArray array = new JsonArray();
    for (Run run : runs) {
      JsonObject one = new JsonObject();
      one.addProperty("case", run.name());
      one.addProperty("mode", name(run.mode()));
      one.addProperty("verdict", name(run.verdict()));
      one.addProperty("moves", run.tally().moves());
      one.addProperty("refused", run.tally().refused());
      one.addProperty("failed", run.tally().failed());
      if (run.mode().moves()) {
        one.addProperty("withinSecond", run.tally().prompt());
      }
      addMillis(one, "frozenMillisP50", run.tally().frozenMillis(0.5));
      addMillis(one, "frozenMillisP99", run.tally().frozenMillis(0.99));
      one.addProperty("seconds", run.seconds());
      one.addProperty("difference", run.difference());
      JsonObject reasons = new JsonObject();
      run.tally().reasons().forEach(reasons::addProperty);
      one.add("reasons", reasons);
      array.add(one);
    }
    JsonObject all = new JsonObject();
    all.addProperty("passed", count(Verdict.PASSED));
    all.addProperty("failed", count(Verdict.FAILED));
    all.addProperty("refused", count(Verdict.REFUSED));
    all.addProperty("undisturbed", count(Verdict.UNDISTURBED));
    all.add("runs", array);
    return all;
  }

  private static void addMillis(JsonObject json, String name, double millis) {
    if (!Double.isNaN(millis)) {
      json.addProperty(name, millis);
    }
  }
}
