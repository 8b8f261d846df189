package org.mosix.torture.bench;

import java.util.Locale;

/** Strings built by appending, concatenation, replacing and splitting. */
public final class Strings {

  private static final int LINES = 12_000;

  private Strings() {}

  public static void main(String[] args) {
    Stopwatch.time(Strings::work);
  }

  private static long work() {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < LINES; line++) {
      String name = "name" + line % 100 + '-' + (line & 7);
      text.append(line).append(' ').append(name.toUpperCase(Locale.ROOT)).append(", ").append(name.hashCode()).append('\n');
    }
    long hash = 0;
    for (String line : text.toString().split("\n")) {
      hash = hash * 31 + line.substring(line.indexOf(' ') + 1).replace('-', '_').trim().hashCode();
    }
    return hash;
  }
}
