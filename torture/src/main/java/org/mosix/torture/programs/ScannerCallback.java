package org.mosix.torture.programs;

import java.nio.CharBuffer;
import java.util.Locale;
import java.util.Scanner;

/** A Scanner over a Readable of the program that gives few characters at a time; numbers, tokens, lines, own delimiters. */
public final class ScannerCallback {
  static final class Drops implements Readable {
    private final String text;
    private int next;

    Drops(String text) {
      this.text = text;
    }

    @Override
    public int read(CharBuffer to) {
      Work.spin(next);
      if (next == text.length()) {
        return -1;
      }
      int count = Math.min(Math.min(3, to.remaining()), text.length() - next);
      to.put(text, next, next + count);
      next += count;
      return count;
    }
  }

  static String round() {
    StringBuilder out = new StringBuilder();
    try (Scanner scanner = new Scanner(new Drops("12 3.5 word\nrest of line\n99999999999 true a,b,c\nkey: 77\n")).useLocale(Locale.ROOT)) {
      out.append(scanner.nextInt()).append(scanner.nextDouble()).append(scanner.next()).append(scanner.nextLine());
      out.append(scanner.nextLine()).append(scanner.hasNextInt()).append(scanner.nextBigInteger()).append(scanner.nextBoolean());
      scanner.useDelimiter("[,\\s]+");
      out.append(scanner.next()).append(scanner.next()).append(scanner.next());
      out.append(scanner.findInLine("nothing")).append(scanner.findWithinHorizon("key: (\\d+)", 0)).append(scanner.match().group(1));
      out.append(scanner.hasNext());
    }
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "scanned", () -> round());
  }
}
