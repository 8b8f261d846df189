package org.mosix.torture.programs;

/** String concatenation of every type, with calls between the parts and toString methods that work. */
public final class Concatenation {
  private final int n;

  Concatenation(int n) {
    this.n = n;
  }

  @Override
  public String toString() {
    return "<" + work(n) + ">";
  }

  static int work(int n) {
    int x = n;
    for (int i = 0; i < 1_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static String round(int n) {
    Object nothing = null;
    char[] letters = {'a', (char) ('b' + (work(n) & 7))};
    String text = "int " + work(n) + ", long " + work(n) * 3L + ", char " + letters[1] + ", boolean " + (work(n) > 0)
        + ", float " + work(n) / 3f + ", double " + work(n) / 7d + ", byte " + (byte) work(n) + ", short " + (short) work(n)
        + ", null " + nothing + ", object " + new Concatenation(n) + ", \u00fc\u4e16\ud83d\ude00 " + new Concatenation(n + 1);
    for (int i = 0; i < 5; i++) {
      text += i + new Concatenation(i).toString() + 'x' + work(i) % 10;
    }
    return text + text.length();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String[] first = new String[4];
    for (int n = 0; n < 4; n++) {
      first[n] = round(n);
      System.out.println(first[n].hashCode());
    }
    while (rounds.more()) {
      for (int n = 0; n < 4; n++) {
        Check.equal("text", first[n], round(n));
      }
    }
    Check.ok();
  }
}
