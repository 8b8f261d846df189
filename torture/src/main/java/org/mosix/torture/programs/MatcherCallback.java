package org.mosix.torture.programs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Threads inside the JDK's pattern matcher, which asks a CharSequence of the program for each character. */
public final class MatcherCallback {
  static final class Slow implements CharSequence {
    private final String text;

    Slow(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      Work.spin(index);
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Slow(text.substring(from, to));
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static String round(Pattern pattern) {
    Matcher matcher = pattern.matcher(new Slow("key=value; other = 12; =none; last=x"));
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      out.append(matcher.group(1)).append("->").append(matcher.group("value")).append('@').append(matcher.start()).append(' ');
    }
    out.append(Pattern.compile("(a|b)*?c(?=d)").matcher(new Slow("xababcd")).replaceAll(m -> "<" + Work.spin(m.start()) % 10 + ">"));
    return out.append(Pattern.compile("\\s*;\\s*").split(new Slow("a ; b;c"), -1).length).toString();
  }

  public static void main(String[] args) throws Exception {
    Pattern pattern = Pattern.compile("(\\w+)\\s*=\\s*(?<value>\\w+)");
    Rounds.equal(args, "matches", () -> round(pattern));
  }
}
