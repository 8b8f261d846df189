package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the program's {@link ClassValue}s have for classes, also for those of the JDK: class objects hold it, in fields that do not travel with them.
 */
public final class ClassValues {

  private static final Class<?> MAPS = Raw.jdkClass("java.lang.ClassValue$ClassValueMap");
  private static final Class<?> ENTRY = Raw.jdkClass("java.lang.ClassValue$Entry");
  private static final Class<?> VERSION = Raw.jdkClass("java.lang.ClassValue$Version");
  private static final long MAP = Raw.offset(Class.class, "classValueMap");
  private static final long CACHE = Raw.offset(MAPS, "cacheArray");
  private static final long CACHED = Raw.offset(MAPS, "cacheLoad");
  private static final long VALUE = Raw.offset(ENTRY, "value");
  private static final MethodHandle MAP_OF = Raw.findStatic(ClassValue.class, "getMap", MethodType.methodType(MAPS, Class.class));
  private static final MethodHandle OWNER =
      Raw.find(ENTRY, "classValueOrNull", MethodType.methodType(ClassValue.class)).asType(MethodType.methodType(ClassValue.class, Object.class));
  private static final MethodHandle NEW_ENTRY = newEntry();
  /** The VM does not count them among the loaded classes. */
  private static final List<Class<?>> PRIMITIVES =
      List.of(boolean.class, byte.class, char.class, short.class, int.class, long.class, float.class, double.class, void.class);

  private ClassValues() {}

  private static MethodHandle newEntry() {
    try {
      return Raw.TRUSTED.findConstructor(ENTRY, MethodType.methodType(void.class, VERSION, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A value of the program's; {@code key} is the identity of its {@link ClassValue}. */
  private record Entry(Class<?> type, Object key, Object value) {}

  /**
   * The class, the identity of the {@link ClassValue} and the value of each entry, to be part of the root of an image.
   *
   * @param loaded all classes of this JVM
   */
  public static Object[] take(Class<?>[] loaded) {
    return entries(loaded).stream().map(entry -> new Object[] {entry.type, entry.key, entry.value}).toArray();
  }

  /** Gives this JVM's classes what {@link #take} took, as entries of versions that are gone: the JDK renews them when they are read. */
  public static void put(Object[] taken) {
    for (Object entry : taken) {
      Object[] parts = (Object[]) entry;
      Map<Object, Object> map = map(parts[0]);
      synchronized (map) {
        map.put(parts[1], call(NEW_ENTRY, null, parts[2]));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> map(Object type) {
    return (Map<Object, Object>) call(MAP_OF, type);
  }

  /** The process has left: its values are not kept here. */
  public static void drop(Class<?>[] loaded) {
    for (Entry entry : entries(loaded)) {
      Map<Object, Object> map = map(entry.type);
      synchronized (map) {
        map.remove(entry.key);
        Arrays.fill((Object[]) U.getReference(map, CACHE), null);
        U.putInt(map, CACHED, 0);
      }
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
      for (Map.Entry<?, ?> each : map.entrySet()) {
        Object entry = each.getValue();
        // Others are computations under way.
        if (ENTRY.isInstance(entry)) {
          Object value = U.getReference(entry, VALUE);
          if (value != entry && isOfProgram(owner(entry))) {
            to.add(new Entry(type, each.getKey(), value));
          }
        }
      }
    }
  }

  private static ClassValue<?> owner(Object entry) {
    try {
      return (ClassValue<?>) OWNER.invokeExact(entry);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("class values of Java " + Runtime.version(), e);
    }
  }

  /** An entry forgets whose it is when the owner has removed another and a collection followed, which neither the JDK nor this runtime does. */
  private static boolean isOfProgram(ClassValue<?> ownerOrNull) {
    return ownerOrNull == null || isOfProgram(ownerOrNull.getClass());
  }
}
