package org.mosix.torture.bench;

import com.google.gson.JsonObject;
import java.util.Locale;

/**
 * One line of the benchmark's table.
 *
 * @param off without the agent, or what it is compared with; NaN if there is nothing
 * @param on with the agent
 * @param unit of both
 * @param judged the number that the limit is for: a ratio, a difference or {@code on} itself
 * @param limit the most it may be; NaN for none
 * @param remark for the reader, "" for none
 */
public record Line(String what, double off, double on, String unit, double judged, double limit, String remark) {

  private static final String ROW = "%-44s %11s %11s %-5s %9s %7s  %s";

  static Line ratio(String what, double off, double on, String unit, double limit) {
    return new Line(what, off, on, unit, on / off, limit, "");
  }

  static Line difference(String what, double off, double on, String unit, double limit) {
    return new Line(what, off, on, unit, on - off, limit, "more");
  }

  static Line value(String what, double value, String unit, double limit, String remark) {
    return new Line(what, Double.NaN, value, unit, value, limit, remark);
  }


  /** Whether the limit is exceeded. */
  public boolean isOver() {
    return judged > limit;
  }

  public static String heading() {
    return String.format(Locale.ROOT, ROW, "what", "off", "on", "", "judged", "limit", "").stripTrailing();
  }

  @Override
  public String toString() {
    String verdict = Double.isNaN(limit) || Double.isNaN(judged) ? "" : isOver() ? "OVER" : "ok";
    return String.format(Locale.ROOT, ROW, what, number(off), number(on), unit, number(judged), number(limit),
        (verdict + " " + remark).strip()).stripTrailing();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
  }

  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("what", what);
    add(json, "off", off);
    add(json, "on", on);
    json.addProperty("unit", unit);
    add(json, "judged", judged);
    add(json, "limit", limit);
    json.addProperty("over", isOver());
    json.addProperty("remark", remark);
    return json;
  }

  private static void add(JsonObject json, String name, double value) {
    if (!Double.isNaN(value)) {
      json.addProperty(name, value);
    }
  }
}
