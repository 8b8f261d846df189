package org.mosix.torture.programs;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Functions composed of functions, curried, memoised, recursive, with generic bounds and checked exceptions smuggled. */
public final class Composition {
  static <A, B, C> Function<A, Function<B, C>> curry(BiFunction<? super A, ? super B, ? extends C> f) {
    return a -> b -> f.apply(a, b);
  }

  static <T> Supplier<T> once(Supplier<? extends T> supplier) {
    return new Supplier<>() {
      private T value;
      private boolean known;

      @Override
      public T get() {
        if (!known) {
          value = supplier.get();
          known = true;
        }
        return value;
      }
    };
  }

  @SuppressWarnings("unchecked")
  static <E extends Exception> void smuggle(Exception e) throws E {
    throw (E) e;
  }

  static String round(Map<Integer, BigInteger> memo, Function<Integer, Integer> chain) {
    StringBuilder out = new StringBuilder().append(chain.apply(3)).append(' ');
    BinaryOperator<Integer> least = BinaryOperator.minBy(Comparator.comparing(Work::spin));
    Predicate<Integer> odd = n -> Work.spin(n) % 2 != 0;
    out.append(curry((Integer a, Integer b) -> Work.spin(a) + b).apply(4).apply(5)).append(least.apply(6, 7));
    out.append(odd.negate().or(n -> n > 5).and(n -> n < 9).test(6));
    Supplier<Integer> value = once(() -> Work.spin(memo.size()));
    Check.equal("once", value.get(), value.get());
    try {
      Composition.<RuntimeException>smuggle(new IOException("checked"));
    } catch (Exception e) {
      out.append(e.getClass().getSimpleName());
    }
    return out.append(fibonacci(80, new HashMap<>())).append(UnaryOperator.<Integer>identity().apply(1)).toString();
  }

  static BigInteger fibonacci(int n, Map<Integer, BigInteger> memo) {
    BigInteger known = memo.get(n);
    if (known == null) {
      Work.spin(n);
      known = n < 2 ? BigInteger.valueOf(n) : fibonacci(n - 1, memo).add(fibonacci(n - 2, memo));
      memo.put(n, known);
    }
    return known;
  }

  public static void main(String[] args) throws Exception {
    Function<Integer, Integer> chain = Work::spin;
    for (int n = 0; n < 50; n++) {
      int by = n;
      chain = n % 2 == 0 ? chain.andThen(x -> x + Work.spin(by)) : chain.compose(x -> x ^ by);
    }
    Function<Integer, Integer> whole = chain;
    Rounds.equal(args, "functions", () -> round(Map.of(), whole));
  }
}
