package org.mosix.torture.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes the text that the demo's program reads; the same every time. */
final class TextMaker {

  private static final String[] SYLLABLES = {"mo", "six", "no", "de", "ho", "me", "de", "pu", "ty", "gu", "est", "li", "nk", "ja", "va"};
  private static final int WORDS_OF_LINE = 8;

  private TextMaker() {}

  static void write(Path file, int lines) throws IOException {
    Random random = new Random(4660);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int line = 0; line < lines; line++) {
        for (int word = 0; word < WORDS_OF_LINE; word++) {
          out.write(word == 0 ? "" : " ");
          for (int syllables = 1 + random.nextInt(3); syllables > 0; syllables--) {
            out.write(SYLLABLES[random.nextInt(SYLLABLES.length)]);
          }
        }
        out.newLine();
      }
    }
  }
}
