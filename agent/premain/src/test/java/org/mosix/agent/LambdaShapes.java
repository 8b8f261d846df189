package org.mosix.agent;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.mosix.agent.shapes.Base;

/** Lambdas, method references and records of every kind; says what they answer. */
public final class LambdaShapes extends Base implements Supplier<List<String>> {

  private final List<String> answers = new ArrayList<>();
  private long calls;

  interface Greeter {
    String greet(String name);

    default Greeter twice() {
      return name -> greet(hidden(greet(name)));
    }

    private String hidden(String text) {
      Function<String, String> private1 = this::more;
      return private1.apply(text);
    }

    private String more(String text) {
      return text + "+";
    }

    static Greeter polite() {
      return name -> "dear " + name;
    }
  }

  record Point(int x, long y, double z, float f, boolean b, char c, byte s, short t, String text, int[] all) {}

  record Nothing() {}

  private final class Inner {
    private final int number;

    private Inner(int number) {
      this.number = number;
    }

    private int sum() {
      IntSupplier all = () -> number + (int) calls;
      return all.getAsInt();
    }
  }

  private void say(Object what) {
    answers.add(String.valueOf(what));
  }

  @Override
  public List<String> get() {
    constants();
    captures();
    numbers();
    references();
    interfaces();
    records();
    return answers;
  }

  private void constants() {
    Set<Supplier<String>> same = Set.of(constant());
    say(same.contains(constant()));
    say(constant().get());
  }

  private static Supplier<String> constant() {
    return () -> "constant";
  }

  private void captures() {
    byte b = 1;
    short s = 2;
    char c = 'c';
    long l = 4;
    float f = 5;
    double d = 6;
    int[] array = {7};
    Supplier<String> all = () -> "" + b + s + c + l + f + d + array[0] + answers.size();
    say(all.get());
    Runnable counts = () -> calls += l;
    counts.run();
    counts.run();
    say(calls);
    Callable<Supplier<Long>> nested = () -> () -> calls + l;
    try {
      say(nested.call().get());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int three() {
    return 3;
  }

  private static Integer boxed(Integer value) {
    return value + 1;
  }

  private static long wide(long value) {
    return value * 2;
  }

  private void numbers() {
    LongSupplier widened = LambdaShapes::three;
    say(widened.getAsLong());
    IntToDoubleFunction twice = LambdaShapes::wide;
    say(twice.applyAsDouble(21));
    IntFunction<Object> boxing = LambdaShapes::boxed;
    say(boxing.apply(1));
    ToLongFunction<Integer> unboxing = LambdaShapes::wide;
    say(unboxing.applyAsLong(8));
    Function<Integer, Long> both = LambdaShapes::wide;
    say(both.apply(9));
    IntBinaryOperator greater = Math::max;
    say(greater.applyAsInt(4, 5));
    Function<Object, Boolean> isNull = o -> o == null;
    say(isNull.apply(null));
    Function<String, Character> first = text -> text.charAt(0);
    say(first.apply("xyz"));
    Supplier<Object> dropped = () -> answers.add("dropped");
    say(dropped.get());
    Runnable ignored = () -> answers.remove("dropped");
    ignored.run();
    say(answers.contains("dropped"));
  }

  private void references() {
    ToIntFunction<String> length = String::length;
    say(length.applyAsInt("four"));
    UnaryOperator<String> self = String::trim;
    say(self.apply(" trimmed "));
    Supplier<String> bound = "bound"::toUpperCase;
    say(bound.get());
    Function<String, String> guarded = this::guarded;
    say(guarded.apply("a"));
    Function<String, String> above = super::guarded;
    say(above.apply("b"));
    Function<String, String> statics = Base::guardedStatic;
    say(statics.apply("c"));
    Supplier<List<String>> made = ArrayList::new;
    say(made.get());
    IntFunction<String[]> arrays = String[]::new;
    say(arrays.apply(3).length);
    IntFunction<Inner> inner = Inner::new;
    say(inner.apply(5).sum());
    ToIntFunction<Inner> hidden = Inner::sum;
    say(hidden.applyAsInt(new Inner(6)));
    BiFunction<List<Integer>, Integer, Boolean> has = List::contains;
    say(has.apply(List.of(1, 2), 2));
    Supplier<int[]> cloned = new int[] {1, 2, 3}::clone;
    say(cloned.get().length);
    String missing = null;
    try {
      Supplier<String> none = missing::trim;
      say(none.get());
    } catch (NullPointerException e) {
      say("no receiver");
    }
    Supplier<String> serial = (Supplier<String> & Serializable) () -> "serial";
    say(serial.get());
  }

  @Override
  protected String guarded(String text) {
    return "overridden " + super.guarded(text);
  }

  private void interfaces() {
    say(Greeter.polite().twice().greet("reader"));
    Greeter plain = name -> "hi " + name;
    say(plain.twice().greet("you"));
  }

  private void records() {
    int[] array = {1};
    Point one = new Point(1, 2, 3, 4, true, 'c', (byte) 5, (short) 6, "text", array);
    Point same = new Point(1, 2, 3, 4, true, 'c', (byte) 5, (short) 6, "text", array);
    say(one.equals(same));
    say(one.hashCode() == same.hashCode());
    say(one.equals(new Point(1, 3, 3, 4, true, 'c', (byte) 5, (short) 6, "text", array)));
    say(one.equals(new Point(1, 2, Double.NaN, 4, true, 'c', (byte) 5, (short) 6, "text", array)));
    say(one.equals(new Point(1, 2, 3, 4, false, 'c', (byte) 5, (short) 6, "text", array)));
    say(one.equals(new Point(1, 2, 3, 4, true, 'c', (byte) 5, (short) 6, null, array)));
    Point odd = new Point(1, 2, Double.NaN, -0f, true, 'c', (byte) 5, (short) 6, null, null);
    say(odd.equals(new Point(1, 2, Double.NaN, -0f, true, 'c', (byte) 5, (short) 6, null, null)));
    say(odd.equals(new Point(1, 2, Double.NaN, 0f, true, 'c', (byte) 5, (short) 6, null, null)));
    say(odd.equals("something else"));
    say(odd.equals(null));
    say(odd.hashCode() == new Point(1, 2, Double.NaN, -0f, true, 'c', (byte) 5, (short) 6, null, null).hashCode());
    say(new Nothing().equals(new Nothing()));
    say(new Nothing().hashCode());
  }
}
