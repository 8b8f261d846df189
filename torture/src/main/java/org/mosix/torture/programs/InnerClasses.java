package org.mosix.torture.programs;

import java.util.function.IntUnaryOperator;

/** Inner, nested, local and anonymous classes that reach fields and locals of their surroundings. */
public final class InnerClasses {
  private int outerField = 3;

  class Inner {
    private int own = 5;

    class Deeper {
      int sum(int n) {
        for (int i = 0; i < n; i++) {
          own += outerField;
          outerField ^= own & 7;
        }
        return own + InnerClasses.this.outerField;
      }
    }
  }

  static class Nested {
    private final String text;

    Nested(String text) {
      this.text = text;
    }
  }

  static String round() {
    InnerClasses outer = new InnerClasses();
    Inner inner = outer.new Inner();
    Inner.Deeper deeper = inner.new Deeper();
    int captured = deeper.sum(3_000);
    class Local extends Nested {
      Local(int n) {
        super("local" + n + captured);
      }

      int length() {
        return super.text.length() + captured % 10;
      }
    }
    IntUnaryOperator anonymous = new IntUnaryOperator() {
      private int calls;

      {
        calls = captured & 1;
      }

      @Override
      public int applyAsInt(int operand) {
        int x = operand;
        for (int i = 0; i < 1_000; i++) {
          x = x * 31 + captured + calls++;
        }
        return x + deeper.sum(10);
      }
    };
    StringBuilder out = new StringBuilder().append(captured);
    for (int n = 0; n < 5; n++) {
      out.append(' ').append(new Local(n).length()).append(' ').append(anonymous.applyAsInt(n));
    }
    return out.append(' ').append(anonymous.getClass().getName()).append(' ').append(new Local(1).getClass().getSimpleName()).toString();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("inner classes", first, round());
    }
    Check.ok();
  }
}
