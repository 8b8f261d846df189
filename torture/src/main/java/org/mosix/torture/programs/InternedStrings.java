package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;

/** Literals and interned strings stay identical (==), also across classes; new strings stay different. */
public final class InternedStrings {
  static final String LITERAL = "a literal";

  static final class Other {
    static String literal() {
      return "a literal";
    }
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String kept = "a literal";
    String copy = new String(kept);
    String built = new StringBuilder("made ").append(args.length > 99 ? "never" : "late").toString().intern();
    List<String> interned = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      interned.add(("s" + i).intern());
    }
    while (rounds.more()) {
      Check.same("literal in a static", LITERAL, kept);
      Check.same("literal of another class", Other.literal(), kept);
      Check.same("intern of a copy", copy.intern(), kept);
      Check.holds("the copy is another object", copy != kept);
      Check.same("interned at run time", built, "made late");
      for (int i = 0; i < 1_000; i++) {
        Check.same("interned", interned.get(i), new String("s" + i).intern());
      }
      Check.same("empty", "", String.valueOf(new char[0]).intern());
    }
    Check.ok();
  }
}
