package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The maps and sets in static fields of the JDK (the table of socket options, say), and in objects that those refer to. Their keys may be the JDK's own objects, which hash
 * by identity; when an image gives such an object the hash it has in the program, the table would not find it any more.
 */
final class HashedTables {

  /** Kinds of tables that can be made anew, with the fields that hold the entries. */
  private static final Map<Class<?>, Kind> KINDS = new HashMap<>();

  /** Steps from a static field to a table: an object that has it, and a table that has others as values. */
  private static final int DEEPEST = 2;

  private static final ClassValue<long[]> HOLDING = new ClassValue<>() {
    @Override
    protected long[] computeValue(Class<?> type) {
      return holding(type);
    }
  };

  private static final List<Table> TABLES = new ArrayList<>();
  /** How many of the JDK's singletons were looked at. */
  private static int known;

  /** A table; the field that holds it is final. */
  private static final class Table {

    final Object entries;
    /** How many elements it had when none of them hashed by its identity; -1 if some did. */
    int harmless = -1;

    Table(Object entries) {
      this.entries = entries;
    }

    Set<?> elements() {
      return entries instanceof Map<?, ?> map ? map.keySet() : (Set<?>) entries;
    }
  }

  private record Kind(UnaryOperator<Object> copy, String... fields) {}

  static {
    KINDS.put(HashMap.class, new Kind(map -> new HashMap<>((Map<?, ?>) map), "table", "threshold"));
    KINDS.put(LinkedHashMap.class, new Kind(map -> new LinkedHashMap<>((Map<?, ?>) map), "head", "tail", "table", "threshold"));
    KINDS.put(IdentityHashMap.class, new Kind(map -> new IdentityHashMap<>((Map<?, ?>) map), "table"));
    KINDS.put(WeakHashMap.class, new Kind(map -> new WeakHashMap<>((Map<?, ?>) map), "queue", "table", "threshold"));
    KINDS.put(ConcurrentHashMap.class, new Kind(map -> new ConcurrentHashMap<>((Map<?, ?>) map), "table", "sizeCtl"));
    KINDS.put(Hashtable.class, new Kind(map -> new Hashtable<>((Map<?, ?>) map), "table", "threshold"));
    KINDS.put(Set.of(1, 2, 3).getClass(), new Kind(set -> Set.of(((Set<?>) set).toArray()), "elements"));
    KINDS.put(Map.of(1, 1, 2, 2).getClass(), new Kind(map -> Map.copyOf(new HashMap<>((Map<?, ?>) map)), "table"));
  }

  private HashedTables() {}

  /** Finds the tables; the first call looks at every class of the JDK that is loaded. */
  private static synchronized void find(Class<?>[] loaded) {
    JdkFields fields = JdkFields.ofThisJvm();
    fields.update(loaded);
    List<JdkFields.Singleton> found = fields.foundAfter(known);
    known += found.size();
    for (JdkFields.Singleton singleton : found) {
      add(singleton.value(), DEEPEST);
    }
  }

  /** A table, with those that are its values, or the tables in the fields of another object of the JDK's. */
  private static void add(Object value, int depth) {
    Object table = unwrapped(value);
    if (table == null) {
      return;
    }
    if (KINDS.containsKey(table.getClass())) {
      TABLES.add(new Table(table));
      if (depth > 0 && table instanceof Map<?, ?> map) {
        for (Object inner : map.values().toArray()) {
          if (inner instanceof Set || inner instanceof Map) {
            add(inner, depth - 1);
          }
        }
      }
    } else if (depth > 0) {
      for (long offset : HOLDING.get(table.getClass())) {
        add(U.getReference(table, offset), depth - 1);
      }
    }
  }

  /** Where objects of a class have maps and sets of their own. */
  private static long[] holding(Class<?> type) {
    if (!Jdk.owns(type) || type.isArray() || Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type)) {
      return new long[0];
    }
    List<Long> offsets = new ArrayList<>();
    for (Class<?> declaring = type; declaring != null && declaring != Object.class; declaring = declaring.getSuperclass()) {
      for (Field field : Raw.declaredFields(declaring)) {
        boolean holds = Map.class.isAssignableFrom(field.getType()) || Set.class.isAssignableFrom(field.getType());
        if (holds && !Modifier.isStatic(field.getModifiers())) {
          offsets.add(U.objectFieldOffset(field));
        }
      }
    }
    return offsets.stream().mapToLong(Long::longValue).toArray();
  }

  /** Looks which tables hold what hashes by its identity, so that {@link #rehash} need not. */
  static synchronized void prepare(Class<?>[] loaded) {
    find(loaded);
    for (Table table : TABLES) {
      Object[] elements = table.elements().toArray();
      boolean harmless = true;
      for (Object element : elements) {
        harmless &= !hashesByItself(element);
      }
      table.harmless = harmless ? elements.length : -1;
    }
  }

  /** Puts every entry where it belongs by the present hashes, in the tables where one is lost. */
  static synchronized void rehash(Class<?>[] loaded) {
    find(loaded);
    for (Table table : TABLES) {
      Set<?> elements = table.elements();
      if (elements.size() != table.harmless && losesElement(elements)) {
        refill(table.entries);
      }
    }
  }

  private static Object unwrapped(Object value) {
    Object table = value;
    for (Object inner = value; inner != null; inner = wrapped(inner)) {
      table = inner;
    }
    return table;
  }

  /** What a view of {@link Collections} or a hash set keeps its entries in; null for everything else. */
  private static Object wrapped(Object o) {
    boolean view = o != null && (o.getClass().getName().startsWith("java.util.Collections$") || o.getClass().getName().endsWith("HashSet"));
    if (!view || o.getClass().getClassLoader() != null) {
      return null;
    }
    for (Class<?> type = o.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : Raw.declaredFields(type)) {
        boolean holds = Map.class.isAssignableFrom(field.getType()) || Collection.class.isAssignableFrom(field.getType());
        if (holds && !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()) || field.getName().equals("map")) {
          return U.getReference(o, U.objectFieldOffset(field));
        }
      }
    }
    return null;
  }

  /** True if an object of the JDK's that is in the set, or among the keys of a map, is not found there. */
  static boolean losesElement(Set<?> set) {
    for (Object element : set.toArray()) {
      if (hashesByItself(element) && !set.contains(element)) {
        return true;
      }
    }
    return false;
  }

  /** Strings have no identity to lose; addresses of the network are looked up to be hashed; what is not the JDK's could do anything. */
  private static boolean hashesByItself(Object key) {
    return key != null && !(key instanceof String) && !(key instanceof URL) && Jdk.owns(key.getClass());
  }

  /** In one step as others see it: they may be looking something up. */
  static void refill(Object table) {
    Kind kind = KINDS.get(table.getClass());
    Object fresh = kind.copy().apply(table);
    for (String name : kind.fields()) {
      Field field = Raw.field(table.getClass(), name);
      long offset = U.objectFieldOffset(field);
      if (field.getType() == int.class) {
        U.putIntVolatile(table, offset, U.getInt(fresh, offset));
      } else {
        U.putReferenceVolatile(table, offset, U.getReference(fresh, offset));
      }
    }
  }
}
