package org.mosix.runtime.jvm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;

/** The JDK's private parts the runtime needs. Nothing here needs a package to be open. */
public final class Internals {

  public static final Unsafe UNSAFE;
  /** May look up everything; read from its field, because no public way leads to it. */
  public static final MethodHandles.Lookup TRUSTED;

  static {
    UNSAFE = Unsafe.getUnsafe();
    try {
      Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
      TRUSTED = (MethodHandles.Lookup) UNSAFE.getReference(UNSAFE.staticFieldBase(trusted), UNSAFE.staticFieldOffset(trusted));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Not of use to each start, which would make method handles for it. */
  private static final class AllFields {
    private static final MethodHandle FIELDS = method(Class.class, "getDeclaredFields0", boolean.class);
  }

  private Internals() {}

  /** A handle of a method that need not be accessible. */
  public static MethodHandle method(Class<?> type, String name, Class<?>... parameters) {
    try {
      return TRUSTED.unreflect(type.getDeclaredMethod(name, parameters));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName() + '.' + name + " is not as expected in this JDK", e);
    }
  }

  /** A class of the boot loader. */
  public static Class<?> type(String name) {
    try {
      return Class.forName(name, true, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + ": not in this JDK", e);
    }
  }

  /** The value of a static field. */
  public static Object constant(Class<?> type, String name) {
    try {
      // Reflection hides fields of some classes.
      for (Field field : (Field[]) AllFields.FIELDS.invokeExact(type, false)) {
        if (field.getName().equals(name)) {
          return UNSAFE.getReference(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field));
        }
      }
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(type.getName(), e);
    }
    throw new IllegalStateException(type.getName() + "." + name + ": no such field in this JDK");
  }

  /** Offset of the field of this name, declared in {@code type}. */
  public static long offset(Class<?> type, String name) {
    return UNSAFE.objectFieldOffset(type, name);
  }
}
