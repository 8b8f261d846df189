package org.mosix.torture.programs;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.IntBinaryOperator;

/** Frames below Method.invoke, Constructor.newInstance, a dynamic proxy and a method handle; exceptions are wrapped as always. */
public final class Reflection {
  private int value;

  public Reflection(int n) {
    value = work(n);
  }

  static int work(int n) {
    int x = n;
    for (int i = 0; i < 3_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  public int add(int n, long m) {
    if (n < 0) {
      throw new IllegalArgumentException("negative " + work(n));
    }
    return value += work(n) + (int) m;
  }

  static String round(Constructor<Reflection> constructor, Method add, Field field, MethodHandle handle) throws Throwable {
    Reflection target = constructor.newInstance(3);
    StringBuilder out = new StringBuilder();
    out.append(add.invoke(target, 4, 5L)).append(' ').append(field.getInt(target)).append(' ');
    field.setInt(target, 12);
    out.append((int) handle.invokeExact(target, 1, 2L)).append(' ');
    try {
      add.invoke(target, -1, 0L);
      Check.fail("no exception");
    } catch (InvocationTargetException e) {
      out.append(e.getCause().getMessage()).append(' ');
    }
    IntBinaryOperator proxy = (IntBinaryOperator) Proxy.newProxyInstance(Reflection.class.getClassLoader(),
        new Class<?>[] {IntBinaryOperator.class}, (self, method, arguments) -> work((int) arguments[0]) + (int) arguments[1]);
    return out.append(proxy.applyAsInt(6, 7)).toString();
  }

  public static void main(String[] args) throws Throwable {
    Rounds rounds = Rounds.of(args);
    Constructor<Reflection> constructor = Reflection.class.getConstructor(int.class);
    Method add = Reflection.class.getMethod("add", int.class, long.class);
    Field field = Reflection.class.getDeclaredField("value");
    field.setAccessible(true);
    MethodHandle handle = MethodHandles.lookup().findVirtual(Reflection.class, "add", MethodType.methodType(int.class, int.class, long.class));
    String first = round(constructor, add, field, handle);
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("reflection", first, round(constructor, add, field, handle));
    }
    Check.ok();
  }
}
