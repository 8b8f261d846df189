package org.mosix.runtime.image;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jdk.internal.misc.Unsafe;
import org.mosix.runtime.jvm.Internals;

/** Raw memory and the private members of the JDK: everything here works without {@code --add-opens}. */
final class Raw {

  static final Unsafe U = Unsafe.getUnsafe();

  static final MethodHandles.Lookup TRUSTED = Internals.TRUSTED;

  private static final MethodHandle DECLARED_FIELDS =
      find(Class.class, "getDeclaredFields0", MethodType.methodType(Field[].class, boolean.class));

  private static final MethodHandle FIND_LOADED =
      find(ClassLoader.class, "findLoadedClass", MethodType.methodType(Class.class, String.class));

  /** Classes of the boot loader that were looked for. */
  private static final Map<String, Optional<Class<?>>> READY = new ConcurrentHashMap<>();

  private Raw() {}

  /** A virtual method of the JDK, whatever its access. */
  static MethodHandle find(Class<?> owner, String name, MethodType type) {
    try {
      return TRUSTED.findVirtual(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner.getName() + "." + name + type + ": not in this JDK", e);
    }
  }

  /** Calls a method that throws nothing checked. Not for what is called often. */
  static Object call(MethodHandle method, Object... arguments) {
    try {
      return method.invokeWithArguments(arguments);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(String.valueOf(method), e);
    }
  }

  static MethodHandle findStatic(Class<?> owner, String name, MethodType type) {
    try {
      return TRUSTED.findStatic(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner.getName() + "." + name + type + ": not in this JDK", e);
    }
  }

  /**
   * All fields the class itself declares, those that {@code getDeclaredFields} filters included.
   *
   * @throws LinkageError when a field's type cannot be resolved
   */
  static Field[] declaredFields(Class<?> type) {
    try {
      return (Field[]) DECLARED_FIELDS.invokeExact(type, false);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  /** The named field of {@code type} or of its superclasses; null when there is none. */
  static Field field(Class<?> type, String name) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : declaredFields(c)) {
        if (field.getName().equals(name)) {
          return field;
        }
      }
    }
    return null;
  }

  /** Offset of an instance field that every supported JDK has. */
  static long offset(Class<?> type, String name) {
    Field field = field(type, name);
    if (field == null) {
      throw new IllegalStateException(type.getName() + "." + name + ": no such field in this JDK");
    }
    return U.objectFieldOffset(field);
  }

  static Object getStatic(Field field) {
    return U.getReference(U.staticFieldBase(field), U.staticFieldOffset(field));
  }

  static Object getStatic(Class<?> type, String name) {
    Field field = field(type, name);
    if (field == null) {
      throw new IllegalStateException(type.getName() + "." + name + ": no such field in this JDK");
    }
    U.ensureClassInitialized(type);
    return getStatic(field);
  }

  static Class<?> jdkClass(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + ": not in this JDK", e);
    }
  }

  /** A class of the boot or the platform loader; null when there is none. */
  static Class<?> platformClassOrNull(String name) {
    try {
      return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** A class of java.base, one that the platform loader has found before, or one made ready by {@link #load}: asking loads nothing of other modules. */
  static Class<?> loadedOrNull(String name) {
    Class<?> found = findLoaded(ClassLoader.getPlatformClassLoader(), name);
    return found != null ? found : inBase(name) ? jdkClassOrNull(name) : READY.getOrDefault(name, Optional.empty()).orElse(null);
  }

  /** The class that {@code loader} has found before under this name, by itself or elsewhere; null if none. It is not asked itself. */
  static Class<?> findLoaded(ClassLoader loader, String name) {
    try {
      return (Class<?>) FIND_LOADED.invokeExact(loader, name);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(name, e);
    }
  }

  /**
   * Loads a class of the boot loader, without initialising it. Nobody but the VM knows which of its classes are loaded; whether they are
   * initialised can be asked.
   */
  static void load(String name) {
    READY.computeIfAbsent(name, unknown -> Optional.ofNullable(jdkClassOrNull(name)));
  }

  private static boolean inBase(String name) {
    return Object.class.getModule().getPackages().contains(name.substring(0, name.lastIndexOf('.')));
  }

  /** As {@link #jdkClass}, null when this JDK has no such class. */
  static Class<?> jdkClassOrNull(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
