package org.mosix.tools.top.layout;

import java.time.Duration;
import java.util.Locale;

/** Numbers in few cells, for people. What is not known is a question mark. */
final class Quantity {

  private static final String[] UNITS = {"B", "K", "M", "G", "T", "P", "E"};
  static final String UNKNOWN = "?";

  private Quantity() {}

  /** Bytes in powers of 1024, in at most 5 cells: {@code 512M}, {@code 1.5G}. */
  static String bytes(Number known) {
    if (known == null) {
      return UNKNOWN;
    }
    double value = known.doubleValue();
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return (unit > 0 && value < 9.95 ? format("%.1f", value) : format("%.0f", value)) + UNITS[unit];
  }

  static String load(Double known) {
    return known == null ? UNKNOWN : known < 99.995 ? format("%.2f", known) : format("%.0f", known);
  }

  static String percent(Double known) {
    return known == null ? UNKNOWN : known < 999.95 ? format("%.1f", known) : format("%.0f", known);
  }

  static String count(Integer known) {
    return known == null ? UNKNOWN : String.valueOf(known);
  }

  /** How long something took: {@code 340 ms}, {@code 1.2 s}. */
  static String seconds(Double known) {
    return known == null ? UNKNOWN : known < 0.9995 ? format("%.0f ms", known * 1000) : format("%.1f s", known);
  }

  /** How long ago something was: {@code 12s}, {@code 3m}, {@code 2h}, {@code 5d}. */
  static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 100) {
      return seconds + "s";
    } else if (seconds < 100 * 60) {
      return seconds / 60 + "m";
    }
    return seconds < 48 * 3600 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
