package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;

/** Lambdas as objects kept in the heap and as frames: capturing and not, composed, currying, recursive through a field. */
public final class Lambdas {
  static Function<Integer, Long> factorial;
  private final int field = 11;

  static long spin(long x) {
    for (int i = 0; i < 2_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  Supplier<Long> capturesThis(int n) {
    return () -> spin(field + n);
  }

  static String round(List<Function<Integer, Long>> kept, LongBinaryOperator plain, DoubleUnaryOperator scale) {
    long sum = 0;
    for (int n = 0; n < kept.size(); n++) {
      sum = plain.applyAsLong(sum, kept.get(n).apply(n));
    }
    IntFunction<IntFunction<Supplier<String>>> curried = a -> b -> () -> a + ":" + b + ":" + spin(a + b);
    Supplier<Long> own = new Lambdas().capturesThis(5);
    return sum + " " + curried.apply(3).apply(4).get() + " " + own.get() + " " + scale.applyAsDouble(2) + " " + factorial.apply(15);
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    factorial = n -> n < 2 ? 1L : n * factorial.apply(n - 1);
    List<Function<Integer, Long>> kept = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      int captured = n;
      long wide = n * 1_000_000_007L;
      String text = "t" + n;
      Function<Integer, Long> base = x -> spin(x + captured + wide) + text.length();
      kept.add(base.andThen(y -> y ^ wide).compose(z -> z + captured));
    }
    LongBinaryOperator plain = (a, b) -> spin(a) ^ b;
    double factor = 0.75;
    DoubleUnaryOperator scale = d -> d * factor + (spin(1) & 3);
    String first = round(kept, plain, scale);
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("lambdas", first, round(kept, plain, scale));
    }
    Check.ok();
  }
}
