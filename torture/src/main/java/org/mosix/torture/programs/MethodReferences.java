package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Method references of every kind: static, bound, unbound, constructors, array constructors, super, varargs, boxing. */
public class MethodReferences {
  private final int seed;

  MethodReferences(int seed) {
    this.seed = work(seed);
  }

  static int work(int n) {
    int x = n;
    for (int i = 0; i < 2_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  int bound(int n) {
    return work(seed + n);
  }

  static int count(Object... all) {
    return all.length + work(all.length);
  }

  @Override
  public String toString() {
    return "base" + seed;
  }

  static final class Derived extends MethodReferences {
    Derived(int seed) {
      super(seed);
    }

    @Override
    public String toString() {
      Supplier<String> base = super::toString;
      return "derived " + base.get() + work(3);
    }
  }

  static String round() {
    IntFunction<MethodReferences> constructor = MethodReferences::new;
    IntFunction<Derived> derived = Derived::new;
    IntFunction<long[][]> arrays = long[][]::new;
    Supplier<List<String>> lists = ArrayList::new;
    MethodReferences one = constructor.apply(4);
    Function<Integer, Integer> bound = one::bound;
    BiFunction<MethodReferences, Integer, Integer> unbound = MethodReferences::bound;
    ToLongFunction<Integer> widening = MethodReferences::work;
    Function<Object, Integer> varargs = MethodReferences::count;
    UnaryOperator<String> text = String::trim;
    List<String> out = lists.get();
    for (int n = 0; n < 6; n++) {
      out.add(bound.apply(n) + " " + unbound.apply(derived.apply(n), n) + " " + widening.applyAsLong(n));
    }
    // often enough to be compiled: a constructor that no longer needs its own object must not lose it
    int sum = 0;
    for (int n = 0; n < 500; n++) {
      sum += constructor.apply(n).seed;
    }
    out.add(sum + " " + varargs.apply("x") + text.apply(" y ") + arrays.apply(3).length + derived.apply(2));
    return String.join("|", out);
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("references", first, round());
    }
    Check.ok();
  }
}
