package org.mosix.runtime.image;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Objects that stand for code. */
final class CodeScenarios {

  private CodeScenarios() {}

  public static final class Lambdas implements Scenario {
    private final int seven = 7;

    private int plus(int x) {
      return seven + x;
    }

    @Override
    public Object make() {
      String captured = "captured";
      long[] box = {40};
      Map<String, Object> all = new HashMap<>();
      all.put("none", (Supplier<String>) () -> "nothing");
      all.put("capturing", (Function<String, String>) s -> s + captured + box[0]++);
      all.put("method", (Function<String, Integer>) String::length);
      all.put("constructor", (Supplier<List<String>>) ArrayList::new);
      all.put("object", (Supplier<Object>) Object::new);
      all.put("bound", (Function<Integer, Integer>) this::plus);
      all.put("primitive", (IntBinaryOperator) (a, b) -> a * b);
      all.put("static", (BiFunction<Integer, Integer, Integer>) Math::max);
      all.put("serializable", (Supplier<String> & Serializable) () -> captured);
      all.put("array", (Function<Integer, int[]>) int[]::new);
      all.put("unbox", (ToIntFunction<Integer>) Integer::intValue);
      all.put("box", (Function<Integer, Object>) Integer::valueOf);
      all.put("asks its caller", (Supplier<Object[]>) String.class::getConstructors);
      all.put("identity", Function.identity());
      all.put("comparator", Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
      all.put("unary", UnaryOperator.identity());
      all.put("collector", Collectors.groupingBy(String::length, Collectors.counting()));
      return all;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void check(Object root) {
      Map<String, Object> all = (Map<String, Object>) root;
      expect(((Supplier<?>) all.get("none")).get().equals("nothing"), "none");
      expect(((Function<String, String>) all.get("capturing")).apply("x").equals("xcaptured40"), "capturing");
      expect(((Function<String, String>) all.get("capturing")).apply("x").equals("xcaptured41"), "capturing again");
      expect(((Function<String, Integer>) all.get("method")).apply("four") == 4, "method");
      expect(((Supplier<?>) all.get("constructor")).get().equals(List.of()), "constructor");
      expect(((Supplier<?>) all.get("object")).get().getClass() == Object.class, "object");
      expect(((Supplier<Object[]>) all.get("asks its caller")).get().length > 5, "asks its caller");
      expect(((Function<Integer, Integer>) all.get("bound")).apply(3) == 10, "bound");
      expect(((IntBinaryOperator) all.get("primitive")).applyAsInt(6, 7) == 42, "primitive");
      expect(((BiFunction<Integer, Integer, Integer>) all.get("static")).apply(1, 2) == 2, "static");
      expect(all.get("serializable") instanceof Serializable, "serializable");
      expect(((Function<Integer, int[]>) all.get("array")).apply(5).length == 5, "array");
      expect(((ToIntFunction<Integer>) all.get("unbox")).applyAsInt(5) == 5, "unbox");
      expect(((Function<Integer, Object>) all.get("box")).apply(5).equals(5), "box");
      expect(((Function<Object, Object>) all.get("identity")).apply(all) == all, "identity");
      List<String> words = new ArrayList<>(List.of("bb", "a", "cc", "ddd"));
      words.sort((Comparator) all.get("comparator"));
      expect(words.equals(List.of("a", "cc", "bb", "ddd")), "comparator");
    }
  }

  interface Greeter {
    String greet(String name);
  }

  static final class Handler implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] args) {
      return method.getName() + " " + args[0];
    }
  }

  static volatile int counter;

  static final class Counted {
    volatile int n;
    int[] slots = new int[4];

    private String secret(String s) {
      return "secret " + s + n;
    }
  }

  public static final class Reflection implements Scenario {
    @Override
    public Object make() throws Exception {
      Map<String, Object> all = new HashMap<>();
      all.put("proxy", Proxy.newProxyInstance(Greeter.class.getClassLoader(), new Class<?>[] {Greeter.class}, new Handler()));
      Method method = Counted.class.getDeclaredMethod("secret", String.class);
      method.setAccessible(true);
      all.put("method", method);
      all.put("field", Counted.class.getDeclaredField("n"));
      all.put("constructor", ArrayList.class.getConstructor(int.class));
      all.put("type", MethodType.methodType(int.class, String.class));
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Counted.class, MethodHandles.lookup());
      all.put("handle", lookup.findVirtual(Counted.class, "secret", MethodType.methodType(String.class, String.class)));
      all.put("lookup", lookup);
      all.put("var", lookup.findVarHandle(Counted.class, "n", int.class));
      all.put("static var", MethodHandles.lookup().findStaticVarHandle(CodeScenarios.class, "counter", int.class));
      all.put("array var", MethodHandles.arrayElementVarHandle(int[].class));
      all.put("updater", AtomicIntegerFieldUpdater.newUpdater(Counted.class, "n"));
      all.put("object", new Counted());
      all.put("module", Object.class.getModule());
      all.put("unnamed", Counted.class.getModule());
      all.put("package", Counted.class.getPackage());
      all.put("classes", List.of(Counted[].class, int.class, Proxy.getProxyClass(Greeter.class.getClassLoader(), Greeter.class)));
      return all;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void check(Object root) throws Throwable {
      Map<String, Object> all = (Map<String, Object>) root;
      expect(((Greeter) all.get("proxy")).greet("you").equals("greet you"), "proxy");
      Counted object = (Counted) all.get("object");
      expect(((Method) all.get("method")).invoke(object, "a").equals("secret a" + object.n), "method");
      expect(((Field) all.get("field")).getInt(object) == object.n, "field");
      expect(all.get("type") == MethodType.methodType(int.class, String.class), "type");
      expect(((String) ((MethodHandle) all.get("handle")).invokeExact(object, "b")).equals("secret b" + object.n), "handle");
      int before = object.n;
      ((AtomicIntegerFieldUpdater<Counted>) all.get("updater")).incrementAndGet(object);
      int seen = (int) ((VarHandle) all.get("var")).getAndAdd(object, 5);
      expect(seen == before + 1 && object.n == before + 6, "var handle");
      ((VarHandle) all.get("static var")).set(9);
      expect(counter == 9, "static var handle");
      ((VarHandle) all.get("array var")).set(object.slots, 2, 3);
      expect(object.slots[2] == 3, "array var handle");
      expect(all.get("module") == Object.class.getModule() && all.get("unnamed") == Counted.class.getModule(), "module");
    }
  }
}
