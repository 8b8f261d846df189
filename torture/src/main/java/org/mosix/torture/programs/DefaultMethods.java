package org.mosix.torture.programs;

/** Interfaces with default, static and private methods, diamond inheritance and super calls. */
public final class DefaultMethods {
  interface Named {
    String name();

    default String greet() {
      return "I am " + decorate(name());
    }

    private String decorate(String text) {
      int x = 0;
      for (int i = 0; i < 1_000; i++) {
        x = x * 31 + text.charAt(i % text.length());
      }
      return text + x;
    }

    static Named of(String text) {
      return () -> text;
    }
  }

  interface Loud extends Named {
    @Override
    default String greet() {
      return Named.super.greet().toUpperCase() + "!";
    }
  }

  interface Twice extends Named {
    @Override
    default String greet() {
      return Named.super.greet() + " " + Named.super.greet();
    }
  }

  static final class Both implements Loud, Twice {
    @Override
    public String name() {
      return "both";
    }

    @Override
    public String greet() {
      return Loud.super.greet() + Twice.super.greet();
    }
  }

  static String round() {
    StringBuilder out = new StringBuilder();
    Named[] all = {Named.of("lambda"), (Loud) () -> "loud", (Twice) () -> "twice", new Both()};
    for (Named named : all) {
      for (int n = 0; n < 10; n++) {
        String text = named.greet();
        if (n == 9) {
          out.append(text).append('\n');
        }
      }
    }
    return out.toString();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.print(first);
    while (rounds.more()) {
      Check.equal("greetings", first, round());
    }
    Check.ok();
  }
}
