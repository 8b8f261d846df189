package org.mosix.runtime.syscall;

import static org.mosix.runtime.syscall.Trusted.UNSAFE;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Objects that a native fills: their numbers, byte arrays and strings, field by field. */
final class Structs {

  private static final ConcurrentMap<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

  private static final String MANAGEMENT = "sun.management.";

  private Structs() {}

  /** A class of java.base by name; others never travel. */
  static Class<?> boot(String name) {
    return find(name, "java.base");
  }

  /** The class of a receiver without state. */
  static Class<?> receiver(String name) {
    return find(name, name.startsWith(MANAGEMENT) ? "java.management" : "java.base");
  }

  private static Class<?> find(String name, String module) {
    Class<?> type;
    try {
      type = Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("class: " + name + " (expected: one of " + module + ")", e);
    }
    if (!module.equals(type.getModule().getName())) {
      throw new IllegalArgumentException("class: " + name + " (expected: one of " + module + ")");
    }
    return type;
  }

  private static List<Field> fields(Class<?> type) {
    return FIELDS.computeIfAbsent(type, Structs::find);
  }

  private static List<Field> find(Class<?> type) {
    List<Field> found = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && isFilled(field.getType())) {
        found.add(field);
      }
    }
    found.sort(Comparator.comparing(Field::getName));
    return found;
  }

  private static boolean isFilled(Class<?> type) {
    return type == int.class || type == long.class || type == byte[].class || type == String.class || type == String[].class;
  }

  static void write(Object struct, Wire out) {
    for (Field field : fields(struct.getClass())) {
      long offset = UNSAFE.objectFieldOffset(field);
      if (field.getType() == int.class) {
        out.putInt(UNSAFE.getInt(struct, offset));
      } else if (field.getType() == long.class) {
        out.putLong(UNSAFE.getLong(struct, offset));
      } else {
        Values.write(UNSAFE.getReference(struct, offset), out);
      }
    }
  }

  static void read(Object struct, Wire.Reader in) {
    for (Field field : fields(struct.getClass())) {
      long offset = UNSAFE.objectFieldOffset(field);
      if (field.getType() == int.class) {
        UNSAFE.putInt(struct, offset, in.getInt());
      } else if (field.getType() == long.class) {
        UNSAFE.putLong(struct, offset, in.getLong());
      } else {
        UNSAFE.putReference(struct, offset, Values.read(in));
      }
    }
  }
}
