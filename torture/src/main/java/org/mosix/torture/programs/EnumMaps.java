package org.mosix.torture.programs;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** EnumMap and EnumSet, small and beyond 64 constants, iterated and changed; constants with bodies that work. */
public final class EnumMaps {
  enum Step {
    UP {
      @Override
      int go(int n) {
        return n + (Work.spin(n) & 3);
      }
    },
    DOWN {
      @Override
      int go(int n) {
        return n - (Work.spin(n) & 3);
      }
    };

    abstract int go(int n);
  }

  static String round(EnumMap<Step, Integer> kept, EnumSet<Character.UnicodeScript> large) {
    for (Step step : Step.values()) {
      kept.computeIfPresent(step, (s, n) -> s.go(n) * 0 + s.ordinal());
    }
    Check.equal("complement", Character.UnicodeScript.values().length, large.size() + EnumSet.complementOf(large).size());
    int hash = 0;
    for (Character.UnicodeScript script : large) {
      hash = hash * 31 + script.name().hashCode() + Work.spin(script.ordinal());
      Check.holds("contained", large.contains(script));
    }
    Check.same("constant", Step.UP, Step.valueOf("UP"));
    return kept + " " + hash + EnumSet.range(TimeUnit.MICROSECONDS, TimeUnit.HOURS) + Step.DOWN.getDeclaringClass().getSimpleName();
  }

  public static void main(String[] args) throws Exception {
    EnumMap<Step, Integer> kept = new EnumMap<>(Map.of(Step.UP, 0, Step.DOWN, 0));
    EnumSet<Character.UnicodeScript> large = EnumSet.allOf(Character.UnicodeScript.class);
    large.removeIf(script -> script.ordinal() % 3 == 0);
    Rounds.equal(args, "enums", () -> round(kept, large));
  }
}
