package org.mosix.torture;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a program left behind.
 *
 * @param exitCode -1 if it was ended because its time was over
 */
record Result(byte[] output, byte[] errors, int exitCode, Duration took) {

  static final int HUNG = -1;

  /** A line in which a program says which of its checks failed begins so. */
  private static final String OWN = "differs: ";

  boolean hung() {
    return exitCode == HUNG;
  }

  /** What differs from an undisturbed run, in a sentence; empty if nothing does. */
  Optional<String> differenceFrom(Result control, boolean comparesErrors) {
    if (hung()) {
      return Optional.of("it did not end within " + took.toSeconds() + " s (expected: about " + control.took.toSeconds() + " s), its last line is "
          + (output.length == 0 ? "none" : '"' + lastOutput() + '"'));
    }
    Optional<String> difference = difference("output", text(output), text(control.output));
    if (difference.isEmpty() && comparesErrors) {
      difference = difference("standard error", withoutOurs(errors), withoutOurs(control.errors));
    }
    if (difference.isEmpty() && exitCode != control.exitCode) {
      difference = Optional.of("exit code: " + exitCode + " (expected: " + control.exitCode + ")");
    }
    return difference.map(text -> foundDifference() ? text + "; it says: " + own() : text);
  }

  /** What the program's own checks found. */
  private String own() {
    return text(output).lines().filter(line -> line.startsWith(OWN)).collect(Collectors.joining("; "));
  }

  private static Optional<String> difference(String what, String actual, String expected) {
    if (actual.equals(expected)) {
      return Optional.empty();
    }
    String[] actualLines = actual.split("\n", -1);
    String[] expectedLines = expected.split("\n", -1);
    int line = 0;
    while (line < actualLines.length && line < expectedLines.length && actualLines[line].equals(expectedLines[line])) {
      line++;
    }
    return Optional.of(what + ", line " + (line + 1) + ": " + quoted(actualLines, line) + " (expected: " + quoted(expectedLines, line) + ")");
  }

  private static String quoted(String[] lines, int line) {
    if (line >= lines.length || line == lines.length - 1 && lines[line].isEmpty()) {
      return "the end";
    }
    String text = lines[line];
    return '"' + (text.length() > 160 ? text.substring(0, 160) + "..." : text) + '"';
  }

  /** Our own lines on standard error, asked for or not, belong to no program. */
  private static String withoutOurs(byte[] errors) {
    return text(errors).lines().filter(line -> !line.startsWith("mosix: ")).collect(Collectors.joining("\n"));
  }

  /** True if the program's own checks failed. */
  boolean foundDifference() {
    return text(output).lines().anyMatch(line -> line.startsWith(OWN));
  }

  /** The last line of standard output. */
  String lastOutput() {
    return text(output).lines().reduce("", (before, line) -> line);
  }

  String errorText() {
    return text(errors);
  }

  /** The end of standard error, for a report. */
  String lastErrors() {
    String all = errorText().strip();
    return all.length() > 2_000 ? "..." + all.substring(all.length() - 2_000) : all;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
