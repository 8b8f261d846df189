package org.mosix.torture.programs;

/** A StringBuilder and a StringBuffer grow, shrink, are reversed and searched while shared with another method. */
public final class StringBuilding {
  static String round() {
    StringBuilder builder = new StringBuilder();
    StringBuffer buffer = new StringBuffer("start");
    for (int i = 0; i < 2_000; i++) {
      builder.append(i).append(' ').append((char) ('a' + i % 26)).append(i / 3.0);
      if (i % 100 == 99) {
        builder.insert(i, "inserted").reverse().setLength(builder.length() - 50);
        buffer.append(builder, 0, 20).deleteCharAt(3).replace(0, 2, "\u20ac");
      }
    }
    return builder.toString().hashCode() + " " + buffer + " " + builder.indexOf("inserted") + " " + builder.length();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("built", first, round());
    }
    Check.ok();
  }
}
