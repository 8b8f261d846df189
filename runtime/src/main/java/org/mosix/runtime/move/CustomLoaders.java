package org.mosix.runtime.move;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.concurrent.ConcurrentHashMap;
import jdk.internal.misc.Unsafe;
import org.mosix.runtime.jvm.Internals;

/** Makes class loader objects of the program without running their constructors; the image fills in the rest. */
final class CustomLoaders {

  private static final Unsafe UNSAFE = Internals.UNSAFE;
  private static final MethodHandle FIELDS = Internals.method(Class.class, "getDeclaredFields0", boolean.class);
  private static final MethodHandle REGISTER = register();

  private CustomLoaders() {}

  /** Only there to have the VM's and the JDK's bookkeeping made by the constructor of {@code ClassLoader}. */
  private static final class Template extends ClassLoader {
    Template(String name, ClassLoader parent) {
      super(name, parent);
    }
  }

  static ClassLoader allocate(Class<?> type, ClassLoader parent, String name, boolean parallel) {
    if (!ClassLoader.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(type.getName() + " (expected: a class loader)");
    }
    try {
      ClassLoader loader = (ClassLoader) UNSAFE.allocateInstance(type);
      Template template = new Template(name, parent);
      for (Field field : (Field[]) FIELDS.invokeExact((Class<?>) ClassLoader.class, false)) {
        if (!Modifier.isStatic(field.getModifiers())) {
          copy(field, template, loader);
        }
      }
      Module module = template.getUnnamedModule();
      UNSAFE.putReferenceRelease(module, UNSAFE.objectFieldOffset(Module.class, "loader"), loader);
      if (parallel) {
        boolean registered = (boolean) REGISTER.invokeExact((Class<?>) type);
        UNSAFE.putReferenceRelease(
            loader, UNSAFE.objectFieldOffset(ClassLoader.class, "parallelLockMap"), registered ? new ConcurrentHashMap<>() : null);
      }
      return loader;
    } catch (Throwable e) {
      throw new IllegalStateException("a class loader of " + type.getName() + " cannot be made", e);
    }
  }

  private static void copy(Field field, Object from, Object to) {
    long offset = UNSAFE.objectFieldOffset(field);
    if (!field.getType().isPrimitive()) {
      UNSAFE.putReference(to, offset, UNSAFE.getReference(from, offset));
    } else if (field.getType() == boolean.class) {
      UNSAFE.putBoolean(to, offset, UNSAFE.getBoolean(from, offset));
    } else {
      throw new IllegalStateException("field " + field + " of a class loader (expected: reference or boolean)");
    }
  }

  private static MethodHandle register() {
    try {
      return Internals.method(Class.forName("java.lang.ClassLoader$ParallelLoaders"), "register", Class.class);
    } catch (ClassNotFoundException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
