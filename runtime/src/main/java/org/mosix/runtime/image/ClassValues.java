package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the program's {@link ClassValue}s have for classes, also for those of the JDK: class objects hold it, in fields that do not travel with them.
 */
public final class ClassValues {

  private static final long MAP = Raw.offset(Class.class, "classValueMap");
  private static final Class<?> ENTRY = Raw.jdkClass("java.lang.ClassValue$Entry");
  private static final long VALUE = Raw.offset(ENTRY, "value");
  private static final MethodHandle OWNER = Raw.find(ENTRY, "classValueOrNull", MethodType.methodType(ClassValue.class));
  private static final MethodHandle PUT = Raw.find(ClassValue.class, "put", MethodType.methodType(void.class, Class.class, Object.class));
  private static final MethodHandle REMOVE = remove();
  /** The VM does not count them among the loaded classes. */
  private static final List<Class<?>> PRIMITIVES =
      List.of(boolean.class, byte.class, char.class, short.class, int.class, long.class, float.class, double.class, void.class);

  private ClassValues() {}

  /** Not by the program's own method, should it have one. */
  private static MethodHandle remove() {
    try {
      return Raw.TRUSTED.findSpecial(ClassValue.class, "remove", MethodType.methodType(void.class, Class.class), ClassValue.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A value of the program's. */
  private record Entry(Class<?> type, ClassValue<?> owner, Object value) {}

  /**
   * The class, the {@link ClassValue} and the value of each entry, to be part of the root of an image.
   *
   * @param loaded all classes of this JVM
   */
  public static Object[] take(Class<?>[] loaded) {
    return entries(loaded).stream().map(entry -> new Object[] {entry.type, entry.owner, entry.value}).toArray();
  }

  /** Gives this JVM's classes what {@link #take} took. */
  public static void put(Object[] taken) {
    for (Object entry : taken) {
      Object[] parts = (Object[]) entry;
      call(PUT, (ClassValue<?>) parts[1], parts[0], parts[2]);
    }
  }

  /** The process has left: its values are not kept here. */
  public static void drop(Class<?>[] loaded) {
    for (Entry entry : entries(loaded)) {
      call(REMOVE, entry.owner, entry.type);
    }
  }

  private static Object call(MethodHandle method, Object... arguments) {
    try {
      return method.invokeWithArguments(arguments);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("class values of Java " + Runtime.version(), e);
    }
  }

  private static List<Entry> entries(Class<?>[] loaded) {
    List<Entry> found = new ArrayList<>();
    if (isUsed(loaded)) {
      for (Class<?> type : loaded) {
        add(type, found);
      }
      for (Class<?> type : PRIMITIVES) {
        add(type, found);
      }
    }
    return found;
  }

  /** Most programs have none, and most classes have values of the JDK's or of this runtime's. */
  private static boolean isUsed(Class<?>[] loaded) {
    for (Class<?> type : loaded) {
      if (isOfProgram(type)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfProgram(Class<?> type) {
    if (!ClassValue.class.isAssignableFrom(type)) {
      return false;
    }
    // The boot loader has the JDK's and this agent's own.
    ClassLoader loader = type.getClassLoader();
    return loader != null && loader != ClassLoader.getPlatformClassLoader() && loader != ClassValues.class.getClassLoader();
  }

  private static void add(Class<?> type, List<Entry> to) {
    Map<?, ?> map = (Map<?, ?>) U.getReferenceVolatile(type, MAP);
    if (map == null) {
      return;
    }
    synchronized (map) {
      for (Object entry : map.values()) {
        // Others are computations under way.
        if (ENTRY.isInstance(entry)) {
          ClassValue<?> owner = (ClassValue<?>) call(OWNER, entry);
          Object value = U.getReference(entry, VALUE);
          if (owner != null && value != entry && isOfProgram(owner.getClass())) {
            to.add(new Entry(type, owner, value));
          }
        }
      }
    }
  }
}
