package org.mosix.torture.programs;

import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.SwitchPoint;
import java.util.function.Supplier;

/** Method handles composed of others, call sites and switch points kept as objects; work done below them comes back through them. */
public final class ComposedHandles {

  /** A call site of the program's own class, with state. */
  static final class Counted extends MutableCallSite {
    private int changes;

    Counted(MethodHandle target) {
      super(target);
    }

    void change(MethodHandle target) {
      changes++;
      setTarget(target);
    }
  }

  private static final MethodType UNARY = MethodType.methodType(int.class, int.class);

  private final MethodHandle work = find("work", UNARY);
  private final MethodHandle negate = find("negate", UNARY);
  private final MethodHandle filtered = MethodHandles.filterReturnValue(work, negate);
  private final MethodHandle guarded = MethodHandles.guardWithTest(
      find("isEven", MethodType.methodType(boolean.class, int.class)), filtered, negate);
  private final MethodHandle caught = MethodHandles.catchException(
      find("fails", UNARY), ArithmeticException.class, find("recovers", MethodType.methodType(int.class, ArithmeticException.class, int.class)));
  private final MethodHandle bound = MethodHandles.insertArguments(find("join", MethodType.methodType(String.class, String.class, Object[].class)), 0, "<");
  private final MethodHandle mixed = MethodHandles.filterArguments(find("mix", MethodType.methodType(int.class, int.class, int.class)), 0, negate);
  private final MethodHandle made = constructor();
  private final Counted site = new Counted(negate);
  private final MethodHandle invoker = site.dynamicInvoker();
  private final ConstantCallSite constant = new ConstantCallSite(filtered);
  private SwitchPoint point = new SwitchPoint();
  private MethodHandle switched = point.guardWithTest(work, negate);

  private static MethodHandle find(String name, MethodType type) {
    try {
      return MethodHandles.lookup().findStatic(ComposedHandles.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static MethodHandle constructor() {
    try {
      return MethodHandles.lookup().findConstructor(StringBuilder.class, MethodType.methodType(void.class, String.class))
          .asType(MethodType.methodType(CharSequence.class, String.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("constructor", e);
    }
  }

  static int work(int n) {
    int x = n;
    for (int i = 0; i < 2_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static int negate(int n) {
    return -n;
  }

  static int mix(int high, int low) {
    return high * 1_000 + low;
  }

  static boolean isEven(int n) {
    return (work(n) & 0) == 0 && (n & 1) == 0;
  }

  static int fails(int n) {
    throw new ArithmeticException("fails " + work(n));
  }

  static int recovers(ArithmeticException e, int n) {
    return e.getMessage().length() + n;
  }

  static String join(String head, Object... tail) {
    return head + tail.length + tail[0];
  }

  private void round(int n) throws Throwable {
    Check.equal("filtered", -work(n), (int) filtered.invokeExact(n));
    Check.equal("guarded", (n & 1) == 0 ? -work(n) : -n, (int) guarded.invokeExact(n));
    Check.equal("caught", ("fails " + work(n)).length() + n, (int) caught.invokeExact(n));
    Check.equal("bound", "<2" + n, (String) bound.invoke(new Object[] {n, n}));
    Check.equal("made", "made " + n, ((CharSequence) made.invokeExact("made " + n)).toString());
    Check.equal("constant", -work(n), (int) constant.getTarget().invokeExact(n));
    site.change((n & 1) == 0 ? negate : work);
    Check.equal("call site", (n & 1) == 0 ? -n : work(n), (int) invoker.invokeExact(n));
    Check.equal("changes", n + 1, site.changes);
    Check.equal("switch point", work(n), (int) switched.invokeExact(n));
    if (n % 100 == 99) {
      SwitchPoint.invalidateAll(new SwitchPoint[] {point});
      Check.equal("invalidated switch point", -n, (int) switched.invokeExact(n));
      point = new SwitchPoint();
      switched = point.guardWithTest(work, negate);
    }
    Check.equal("first argument", n * 1_000 + 7, (int) MethodHandles.filterArguments(mixed, 0, negate).invokeExact(n, 7));
    Check.equal("second argument", -7_000 - n, (int) MethodHandles.filterArguments(mixed, 1, negate).invokeExact(7, n));
    Supplier<String> none = () -> "composed again";
    MethodHandle again = MethodHandles.filterReturnValue(guarded, negate);
    Check.equal(none.get(), (n & 1) == 0 ? work(n) : n, (int) again.invokeExact(n));
  }

  public static void main(String[] args) throws Throwable {
    Rounds rounds = Rounds.of(args);
    ComposedHandles handles = new ComposedHandles();
    int n = 0;
    while (rounds.more()) {
      handles.round(n++);
      for (int i = 0; i < 20; i++) {
        work(i);
      }
    }
    Check.ok();
  }
}
