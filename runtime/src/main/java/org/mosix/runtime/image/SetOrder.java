package org.mosix.runtime.image;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.misc.Unsafe;
import org.mosix.runtime.jvm.Internals;

/**
 * The iteration order of {@code Set.of} and {@code Map.of}. A JVM draws a random salt for it at its start; a process that moves must meet
 * the same order everywhere, so all managed JVMs use one salt. It is a constant to the compilers, and so must be set before a program runs.
 */
public final class SetOrder {

  private static final String COLLECTIONS = "java.util.ImmutableCollections";

  /** Any 32 bits will do; the JDK takes the lowest for the direction. */
  private static final long SALT = 0x5EED_2D1BL;

  private SetOrder() {}

  /** Sets the salt and drops the code that was compiled with the old one. */
  static void fix(Instrumentation vm) {
    fix();
    forget(vm);
  }

  /**
   * Sets the salt. The classes that it {@link #concerns} must be retransformed afterwards: code that was compiled before has the old
   * one.
   *
   * @throws IllegalStateException when the JDK keeps its salt elsewhere
   */
  public static void fix() {
    Unsafe unsafe = Internals.UNSAFE;
    try {
      Class<?> type = Internals.type(COLLECTIONS);
      Field salt = type.getDeclaredField("SALT32L");
      Field reverse = type.getDeclaredField("REVERSE");
      unsafe.putLongVolatile(unsafe.staticFieldBase(salt), unsafe.staticFieldOffset(salt), SALT);
      unsafe.putBooleanVolatile(unsafe.staticFieldBase(reverse), unsafe.staticFieldOffset(reverse), (SALT & 1) == 0);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(COLLECTIONS + ".SALT32L or REVERSE: not in this JDK", e);
    }
  }

  /** True for the classes whose code has the salt in it; {@code name} is internal. */
  public static boolean concerns(String name) {
    return name.startsWith("java/util/ImmutableCollections");
  }

  private static void forget(Instrumentation vm) {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> type : vm.getAllLoadedClasses()) {
      if (type.getName().startsWith(COLLECTIONS) && vm.isModifiableClass(type)) {
        types.add(type);
      }
    }
    try {
      vm.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException(e);
    }
  }
}
