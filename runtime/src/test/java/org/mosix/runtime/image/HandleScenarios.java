package org.mosix.runtime.image;

import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.SwitchPoint;
import java.lang.invoke.VolatileCallSite;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Method handles composed of others, call sites, and what else hangs on them. */
final class HandleScenarios {

  private HandleScenarios() {}

  static class Animal implements Supplier<String> {
    final String name;
    int seen;

    Animal(String name) {
      this.name = name;
    }

    @Override
    public String get() {
      return "animal " + name;
    }

    String plain() {
      return get();
    }
  }

  static final class Dog extends Animal {
    Dog(String name) {
      super(name);
    }

    @Override
    public String get() {
      return "dog " + name;
    }

    static MethodHandle inherited() throws ReflectiveOperationException {
      return MethodHandles.lookup().findSpecial(Animal.class, "get", MethodType.methodType(String.class), Dog.class);
    }
  }

  /** A call site of the program's own class. */
  static final class Counting extends MutableCallSite {
    int switched;

    Counting(MethodHandle target) {
      super(target);
    }

    void change(MethodHandle target) {
      switched++;
      setTarget(target);
    }
  }

  static int twice(int x) {
    return 2 * x;
  }

  static int mix(int high, int low) {
    return high * 1_000 + low;
  }

  static String join(String head, Object... tail) {
    return head + List.of(tail);
  }

  static boolean isLarge(int x) {
    return x > 100;
  }

  static int fails(int x) {
    throw new IllegalStateException("fails " + x);
  }

  static int recovers(IllegalStateException e, int x) {
    return -x;
  }

  public static final class Composed implements Scenario {
    @Override
    public Object make() throws Throwable {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodType unary = MethodType.methodType(int.class, int.class);
      MethodHandle twice = lookup.findStatic(HandleScenarios.class, "twice", unary);
      MethodHandle fails = lookup.findStatic(HandleScenarios.class, "fails", unary);
      MethodHandle recovers = lookup.findStatic(HandleScenarios.class, "recovers",
          MethodType.methodType(int.class, IllegalStateException.class, int.class));
      MethodHandle large = lookup.findStatic(HandleScenarios.class, "isLarge", MethodType.methodType(boolean.class, int.class));
      MethodHandle join = lookup.findStatic(HandleScenarios.class, "join", MethodType.methodType(String.class, String.class, Object[].class));
      Map<String, Object> all = new HashMap<>();
      all.put("constructor", lookup.findConstructor(Dog.class, MethodType.methodType(void.class, String.class))
          .asType(MethodType.methodType(Animal.class, String.class)));
      all.put("bound", MethodHandles.insertArguments(twice, 0, 21));
      all.put("filtered", MethodHandles.filterReturnValue(twice, twice));
      all.put("mixed", MethodHandles.filterArguments(
          lookup.findStatic(HandleScenarios.class, "mix", MethodType.methodType(int.class, int.class, int.class)), 0, twice));
      all.put("guarded", MethodHandles.guardWithTest(large, MethodHandles.identity(int.class), twice));
      all.put("caught", MethodHandles.catchException(fails, IllegalStateException.class, recovers));
      all.put("generic", twice.asType(MethodType.methodType(Object.class, Object.class)));
      all.put("varargs", join);
      all.put("collected", join.asCollector(Object[].class, 2));
      all.put("spread", twice.asSpreader(Object[].class, 1));
      all.put("permuted", MethodHandles.permuteArguments(
          lookup.findVirtual(String.class, "concat", MethodType.methodType(String.class, String.class)),
          MethodType.methodType(String.class, String.class, String.class), 1, 0));
      all.put("interface", lookup.findVirtual(Supplier.class, "get", MethodType.methodType(Object.class)));
      all.put("special", Dog.inherited());
      all.put("getter", lookup.findGetter(Animal.class, "seen", int.class));
      all.put("setter", lookup.findSetter(Animal.class, "seen", int.class).asType(MethodType.methodType(void.class, Object.class, Object.class)));
      all.put("loop", MethodHandles.countedLoop(MethodHandles.constant(int.class, 5), MethodHandles.constant(int.class, 1),
          MethodHandles.dropArguments(twice, 1, int.class)));
      all.put("dog", new Dog("rex"));
      Counting counting = new Counting(twice);
      all.put("site", counting);
      all.put("invoker", counting.dynamicInvoker());
      all.put("constant site", new ConstantCallSite(twice));
      all.put("volatile site", new VolatileCallSite(fails));
      SwitchPoint point = new SwitchPoint();
      all.put("point", point);
      all.put("switched", point.guardWithTest(twice, MethodHandles.identity(int.class)));
      MethodHandle many = MethodHandles.empty(MethodType.methodType(long.class, int.class, long.class, double.class, Object.class, float.class));
      all.put("species", MethodHandles.insertArguments(many, 0, 1, 2L, 3.0, "four", 5f));
      List<Object> hot = new ArrayList<>();
      MethodHandle customised = MethodHandles.filterReturnValue(twice, twice);
      for (int i = 0; i < 1000; i++) {
        hot.add(customised.invokeWithArguments(i));
      }
      all.put("customised", customised);
      return all;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void check(Object root) throws Throwable {
      Map<String, Object> all = (Map<String, Object>) root;
      expect(((Animal) of(all, "constructor").invokeExact("fido")).get().equals("dog fido"), "constructor");
      expect((int) of(all, "bound").invokeExact() == 42, "bound");
      expect((int) of(all, "filtered").invokeExact(3) == 12, "filtered");
      expect((int) of(all, "guarded").invokeExact(3) == 6 && (int) of(all, "guarded").invokeExact(300) == 300, "guarded");
      expect((int) of(all, "caught").invokeExact(9) == -9, "caught");
      expect(of(all, "generic").invokeExact((Object) 4).equals(8), "generic");
      expect(((String) of(all, "varargs").invoke("a", 1, 2)).equals("a[1, 2]"), "varargs");
      expect(((String) of(all, "collected").invokeExact("a", (Object) 1, (Object) 2)).equals("a[1, 2]"), "collected");
      expect((int) of(all, "spread").invokeExact(new Object[] {8}) == 16, "spread");
      expect(((String) of(all, "permuted").invokeExact("a", "b")).equals("ba"), "permuted");
      Dog dog = (Dog) all.get("dog");
      expect(of(all, "interface").invokeExact((Supplier<?>) dog).equals("dog rex"), "interface");
      expect(((String) of(all, "special").invokeExact(dog)).equals("animal rex"), "special");
      of(all, "setter").invokeExact((Object) dog, (Object) 5);
      expect((int) of(all, "getter").invokeExact((Animal) dog) == 5, "getter and setter");
      expect((int) of(all, "loop").invokeExact() == 32, "loop");
      Counting site = (Counting) all.get("site");
      expect((int) of(all, "invoker").invokeExact(7) == 14, "call site");
      site.change(MethodHandles.identity(int.class));
      expect((int) of(all, "invoker").invokeExact(7) == 7 && site.switched == 1, "changed call site");
      expect((int) ((ConstantCallSite) all.get("constant site")).getTarget().invokeExact(2) == 4, "constant call site");
      ((VolatileCallSite) all.get("volatile site")).setTarget(MethodHandles.identity(int.class));
      expect((int) of(all, "switched").invokeExact(4) == 8, "switch point");
      SwitchPoint.invalidateAll(new SwitchPoint[] {(SwitchPoint) all.get("point")});
      expect((int) of(all, "switched").invokeExact(4) == 4, "invalidated switch point");
      expect((long) of(all, "species").invokeExact() == 0L, "species");
      expect((int) of(all, "customised").invokeExact(3) == 12, "customised");
      expect((int) MethodHandles.filterArguments(of(all, "mixed"), 0, of(all, "filtered")).invokeExact(3, 7) == 24_007, "first argument");
      expect((int) MethodHandles.filterArguments(of(all, "mixed"), 1, of(all, "filtered")).invokeExact(3, 7) == 6_028, "second argument");
      expect(MethodHandles.filterReturnValue(of(all, "customised"), of(all, "filtered")).invoke(1).equals(16), "composed again");
    }

    private static MethodHandle of(Map<String, Object> all, String name) {
      return (MethodHandle) all.get(name);
    }
  }

  public static final class Tested extends Provider {
    private static final long serialVersionUID = 1;

    public Tested() {
      super("Tested", "1.5", "for tests");
      put("MessageDigest.TESTED", "sun.security.provider.SHA");
    }
  }

  public static final class Providers implements Scenario {
    @Override
    public Object make() {
      Security.addProvider(new Tested());
      Security.insertProviderAt(Security.getProvider("SunJCE"), 1);
      Security.setProperty("mosix.tested", "yes");
      return Security.getProvider("Tested");
    }

    @Override
    public ImageContext context(ImageContext context) {
      return context.jdkState(true);
    }

    @Override
    public void check(Object root) throws Exception {
      expect(Security.getProvider("Tested") == root, "provider");
      expect(java.security.MessageDigest.getInstance("TESTED").getProvider() == root, "digest of the provider");
      expect(java.security.MessageDigest.getInstance("SHA-256").digest().length == 32, "digest of the JDK");
      expect("yes".equals(Security.getProperty("mosix.tested")), "security property");
    }
  }
}
