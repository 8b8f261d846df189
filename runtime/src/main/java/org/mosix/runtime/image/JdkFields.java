package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The static final reference fields of the JDK's initialised classes: their values are singletons. Found before the freeze, and once: a
 * look at every class of the JDK takes milliseconds, the next only sees what became initialised since.
 */
final class JdkFields {

  /** A field and where it is. */
  static final class Singleton {

    private final Field field;
    private final Object base;
    private final long offset;
    private final boolean filled;
    private final int rank;
    private final Seed seed;
    /** Of the last value, and whether objects of it are to be named by this field. */
    private Class<?> type;
    private boolean named;

    private Singleton(Field field, boolean filled) {
      this.field = field;
      this.base = U.staticFieldBase(field);
      this.offset = U.staticFieldOffset(field);
      this.filled = filled;
      this.rank = filled ? 0 : isOwn() ? 1 : 2;
      this.seed = new Seed(filled ? Specials.FILLED_SINGLETON : Specials.SINGLETON, field);
    }

    /** True if the value is an object of the class that has the field, or of one nested with it. */
    private boolean isOwn() {
      Object value = value();
      return value != null && outermost(value.getClass()).equals(outermost(field.getDeclaringClass()));
    }

    private static String outermost(Class<?> type) {
      int end = type.getName().indexOf('$');
      return end < 0 ? type.getName() : type.getName().substring(0, end);
    }

    Field field() {
      return field;
    }

    boolean filled() {
      return filled;
    }

    Seed seed() {
      return seed;
    }

    Object value() {
      return U.getReference(base, offset);
    }

    /** The value; null if it is an object that is named in its own way. */
    Object namedValue() {
      Object value = value();
      if (value == null) {
        return null;
      }
      if (value.getClass() != type) {
        type = value.getClass();
        named = Specials.forClass(type) == null && !(value instanceof Thread);
      }
      return named ? value : null;
    }
  }

  private static final JdkFields OF_THIS_JVM = new JdkFields();

  /** In the order in which they were found. */
  private final List<Singleton> singletons = new ArrayList<>();
  /** As {@link #singletons()} gives them. */
  private Singleton[] filledFirst = {};
  /** Final or not: that of NativeBuffers is not final in Java 17, and its values are native memory. */
  private final List<Field> threadLocals = new ArrayList<>();
  /** Classes of the JDK, none of which is ever unloaded, as the last update was given them: what is here need not be looked at again. */
  private Class<?>[] last = {};
  /** Those of them that were not initialised then. */
  private final List<Class<?>> waiting = new ArrayList<>();

  JdkFields() {}

  static JdkFields ofThisJvm() {
    return OF_THIS_JVM;
  }

  /**
   * Those that are filled first: an object found there and elsewhere is what {@link JdkStatics} says. Then those in fields of their own classes, which are
   * initialised at the target when there are such objects: by other fields of the same object, some empty list's, it would initialise what it has no use for.
   */
  synchronized Singleton[] singletons() {
    if (filledFirst.length != singletons.size()) {
      filledFirst = singletons.stream().sorted(Comparator.comparing(singleton -> singleton.rank)).toArray(Singleton[]::new);
    }
    return filledFirst;
  }

  /** All but the first {@code known}, in the order in which they were found. */
  synchronized List<Singleton> foundAfter(int known) {
    return new ArrayList<>(singletons.subList(known, singletons.size()));
  }

  /** Threads' private values of the JDK's inner parts: buffers and the like, which the target makes anew. */
  synchronized Set<Object> internalThreadLocals() {
    Set<Object> internal = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Field field : threadLocals) {
      internal.add(Raw.getStatic(field));
    }
    return internal;
  }

  /** But for the group of asynchronous channels that a thread belongs to. */
  private static boolean internal(String type) {
    return type.startsWith("sun.nio.") && !type.equals("sun.nio.ch.Invoker") || type.startsWith("jdk.internal.") || type.startsWith("java.lang.invoke.");
  }

  /**
   * Adds the fields of classes that became initialised since the last call.
   *
   * @param loaded all that are loaded, in the VM's order, to which new ones are added here and there
   */
  synchronized void update(Class<?>[] loaded) {
    List<Class<?>> owned = new ArrayList<>(last.length);
    List<Class<?>> candidates = new ArrayList<>();
    int old = 0;
    for (Class<?> type : loaded) {
      if (old < last.length && last[old] == type) {
        old++;
        owned.add(type);
      } else if (Jdk.owns(type)) {
        candidates.add(type);
        owned.add(type);
      }
    }
    if (old < last.length) {
      // Not all of them came in the order of last time.
      candidates.removeAll(new HashSet<>(Arrays.asList(last)));
    }
    candidates.addAll(waiting);
    waiting.clear();
    List<Class<?>> initialised = new ArrayList<>();
    for (Class<?> type : candidates) {
      (U.shouldBeInitialized(type) ? waiting : initialised).add(type);
    }
    initialised.forEach(this::addFields);
    last = owned.toArray(Class[]::new);
  }

  private void addFields(Class<?> type) {
    Field[] fields;
    try {
      fields = Raw.declaredFields(type);
    } catch (LinkageError e) {
      return; // a field of a class that is not in this runtime image: the class holds no singleton anyone could have reached
    }
    for (Field field : fields) {
      if (Modifier.isStatic(field.getModifiers()) && ThreadLocal.class.isAssignableFrom(field.getType()) && internal(type.getName())) {
        threadLocals.add(field);
      }
      if (candidate(field) && JdkStatics.isSingleton(field)) {
        singletons.add(new Singleton(field, JdkStatics.isFilled(field)));
      }
    }
  }

  /** Values that are special anyway are left out: they are named in their own way. */
  private static boolean candidate(Field field) {
    return Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()
        && field.getType() != String.class && field.getType() != Class.class;
  }
}
