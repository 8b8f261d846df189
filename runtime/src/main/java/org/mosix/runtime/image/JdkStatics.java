package org.mosix.runtime.image;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of the JDK's own process-wide state in a move. What is not in the table stays the target's. */
final class JdkStatics {

  /** What to do with a static field. */
  enum Policy {
    /** The field gets the program's object (or number). */
    SET,
    /** A counter: the larger of both. */
    MAX,
    /** The object in the field keeps its identity and gets the program's contents. */
    FILL,
    /** A {@code Properties}: as FILL, but the target's own keys stay. */
    PROPERTIES
  }

  /** @param reason why the target's own will not do */
  record Entry(String type, String field, Policy policy, String reason) {}

  private static final Map<String, Entry> TABLE = new LinkedHashMap<>();

  static {
    add("java.lang.System", "props", Policy.PROPERTIES, "the program's properties");
    add("java.lang.System", "in", Policy.SET, "home's standard input, with what is buffered");
    add("java.lang.System", "out", Policy.SET, "home's standard output, or what the program put there");
    add("java.lang.System", "err", Policy.SET, "home's standard error, or what the program put there");
    add("java.io.FileDescriptor", "in", Policy.FILL, "home's descriptor 0");
    add("java.io.FileDescriptor", "out", Policy.FILL, "home's descriptor 1");
    add("java.io.FileDescriptor", "err", Policy.FILL, "home's descriptor 2");
    add("java.util.TimeZone", "defaultTimeZone", Policy.SET, "home's, or the program's choice");
    add("java.lang.Thread", "defaultUncaughtExceptionHandler", Policy.SET, "the program's handler");
    add("java.lang.Thread", "threadInitNumber", Policy.MAX, "names of unnamed threads go on");
    add("java.lang.Thread", "threadSeqNumber", Policy.MAX, "thread ids are unique");
    add("java.lang.Thread$ThreadNumbering", "next", Policy.MAX, "names of unnamed threads go on");
    add("java.util.concurrent.Executors$DefaultThreadFactory", "poolNumber", Policy.FILL, "names of pool threads go on");
    add("java.util.ImmutableCollections", "SALT32L", Policy.SET, "iteration order of Set.of and Map.of");
    add("java.util.ImmutableCollections", "REVERSE", Policy.SET, "iteration order of Set.of and Map.of");
  }

  private JdkStatics() {}

  private static void add(String type, String field, Policy policy, String reason) {
    TABLE.put(type + "." + field, new Entry(type, field, policy, reason));
  }

  private static Entry entry(Field field) {
    return TABLE.get(field.getDeclaringClass().getName() + "." + field.getName());
  }

  /** False for fields whose object is the program's, and is copied. */
  static boolean isSingleton(Field field) {
    Entry entry = entry(field);
    return entry == null || entry.policy() == Policy.FILL;
  }

  static boolean isFilled(Field field) {
    Entry entry = entry(field);
    return entry != null && entry.policy() == Policy.FILL;
  }

  /** The classes of the table, initialised. */
  static Class<?>[] types() {
    return present().stream().map(entry -> Raw.jdkClass(entry.type())).peek(Raw.U::ensureClassInitialized).toArray(Class<?>[]::new);
  }

  /** The entries whose field exists in this JDK. */
  static List<Entry> present() {
    List<Entry> present = new ArrayList<>();
    for (Entry entry : TABLE.values()) {
      Class<?> type = Raw.jdkClassOrNull(entry.type());
      if (type != null && Raw.field(type, entry.field()) != null) {
        present.add(entry);
      }
    }
    return present;
  }
}
