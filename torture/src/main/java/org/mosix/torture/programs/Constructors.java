package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;

/** Long work inside constructor bodies, field initialisers, instance initialisers, and methods called from them. */
public final class Constructors {
  static int work(int n) {
    int x = n;
    for (int i = 0; i < 2_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  abstract static class Base {
    final List<String> log = new ArrayList<>();
    final int base = work(1);
    final int early;

    Base(int n) {
      log.add("base " + work(n));
      early = describe();
      for (int i = 0; i < 3; i++) {
        log.add("loop " + work(i));
      }
    }

    abstract int describe();
  }

  static final class Derived extends Base {
    private final int late;
    private final long[] numbers = {work(3), work(4)};
    private String text = "text" + work(5);

    {
      text += work(6);
      log.add("initialiser " + text);
    }

    Derived(int n) {
      super(n + 1);
      try {
        late = work(n);
        if (n % 2 == 0) {
          throw new IllegalStateException("even " + late);
        }
      } finally {
        log.add("finally " + work(7));
      }
      numbers[0] += late;
    }

    @Override
    int describe() {
      // Called by the super constructor: the own fields are not there yet.
      return work(numbers == null && text == null ? 8 : 9) + late;
    }
  }

  static String round() {
    StringBuilder out = new StringBuilder();
    for (int n = 0; n < 4; n++) {
      try {
        Derived derived = new Derived(n);
        out.append(derived.log).append(derived.early).append(' ').append(derived.numbers[0]).append(' ').append(derived.base);
      } catch (IllegalStateException e) {
        out.append(e.getMessage());
      }
      out.append('\n');
    }
    return out.toString();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.print(first);
    while (rounds.more()) {
      Check.equal("constructors", first, round());
    }
    Check.ok();
  }
}
