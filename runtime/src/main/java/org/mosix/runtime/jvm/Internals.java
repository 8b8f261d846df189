package org.mosix.runtime.jvm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;

/** The JDK's private parts the runtime needs, opened by {@link OpenJdk}. */
public final class Internals {

  public static final Unsafe UNSAFE;
  /** May look up everything. */
  public static final MethodHandles.Lookup TRUSTED;

  static {
    UNSAFE = Unsafe.getUnsafe();
    try {
      Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
      trusted.setAccessible(true);
      TRUSTED = (MethodHandles.Lookup) trusted.get(null);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Internals() {}

  /** A handle of a method that need not be accessible. */
  public static MethodHandle method(Class<?> type, String name, Class<?>... parameters) {
    try {
      java.lang.reflect.Method method = type.getDeclaredMethod(name, parameters);
      method.setAccessible(true);
      return TRUSTED.unreflect(method);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName() + '.' + name + " is not as expected in this JDK", e);
    }
  }

  /** Offset of the field of this name, declared in {@code type}. */
  public static long offset(Class<?> type, String name) {
    return UNSAFE.objectFieldOffset(type, name);
  }
}
