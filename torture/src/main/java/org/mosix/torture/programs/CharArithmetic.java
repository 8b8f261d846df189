package org.mosix.torture.programs;

/** char and byte arithmetic: a Caesar cipher, a base converter, case changes, surrogates, increments that wrap. */
public final class CharArithmetic {
  static String caesar(String text, int by) {
    char[] out = text.toCharArray();
    for (int i = 0; i < out.length; i++) {
      char c = out[i];
      if (c >= 'a' && c <= 'z') {
        c -= 'a';
        c += by + 26;
        c %= 26;
        c += 'a';
      } else if ('A' <= c && c <= 'Z') {
        out[i] ^= ' ';
        c = (char) ((out[i]++ - 'a' + by + 26) % 26 + 'A');
      }
      out[i] = c;
    }
    return new String(out);
  }

  static String base(long n, int radix) {
    StringBuilder out = new StringBuilder();
    do {
      int digit = (int) (n % radix);
      out.append((char) (digit < 10 ? '0' + digit : 'a' - 10 + digit));
      n /= radix;
    } while (n > 0);
    return out.reverse().toString();
  }

  static String round() {
    String text = "The quick brown fox jumps over 13 lazy dogs";
    for (int by = 1; by < 26; by++) {
      String there = caesar(text, by);
      Check.equal("there and back", text, caesar(there, -by));
      text = by % 5 == 0 ? there : text;
    }
    char wrap = Character.MAX_VALUE;
    wrap++;
    byte b = 127;
    b++;
    int faces = 0;
    for (int point = 0x1f600; point < 0x1f610; point++) {
      String face = new String(Character.toChars(point));
      faces += face.charAt(0) * 3 + face.charAt(1) + face.codePointAt(0);
    }
    return text + " " + (int) wrap + " " + b + " " + base(1L << 62, 36) + " " + base(123_456_789, 2) + " " + faces;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("characters", first, round());
    }
    Check.ok();
  }
}
