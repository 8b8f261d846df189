package org.mosix.torture.programs;

/** Records, enums and interfaces declared in methods; text blocks; classes in them that capture variables. */
public final class LocalTypes {
  static String round(int base) {
    enum Step { FIRST, SECOND }
    interface Scorer {
      int score(int n);
    }
    record Point(int x, Step step) {
      Point {
        x += Work.spin(step.ordinal());
      }
    }
    int captured = base * 3;
    class Local implements Scorer {
      private final int own = captured + 1;

      @Override
      public int score(int n) {
        return Work.spin(n) + own + captured;
      }
    }
    String block = """
        {
          "base": %d,\t"line": "one \
        two",
          'quote': \"""
        }
        """.formatted(base);
    Scorer anonymous = new Scorer() {
      @Override
      public int score(int n) {
        return new Local().score(n) + new Point(n, Step.SECOND).x();
      }
    };
    return block.hashCode() + " " + block.lines().count() + " " + anonymous.score(4) + " "
        + new Point(1, Step.FIRST).equals(new Point(1, Step.FIRST));
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "local", () -> round(5));
  }
}
