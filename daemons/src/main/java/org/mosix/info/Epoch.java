package org.mosix.info;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The number of this run of a daemon: milliseconds since 1970 when it started, and more than that of every run before that left its file,
 * so that a clock that was put back does not make others take this run for a replay.
 */
public final class Epoch {

  private Epoch() {}

  /** @param file where the last one is kept; damaged or missing is as if there had been none */
  public static long next(Path file, long nowMillis) throws IOException {
    long epoch = Math.max(nowMillis, last(file) + 1);
    Files.writeString(file, epoch + "\n");
    return epoch;
  }

  private static long last(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    String text = Files.readString(file).strip();
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
