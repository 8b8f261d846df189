package org.mosix.runtime.syscall;

import static org.mosix.runtime.syscall.Trusted.UNSAFE;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Addresses and network interfaces on the wire, field by field: natives return small graphs of them, in which an interface knows its
 * addresses and an address its interface. Nothing is looked up on the way, as constructors would.
 */
final class NetworkObjects {

  private static final Set<String> KNOWN = Set.of("java.net.Inet4Address", "java.net.Inet6Address", "java.net.InetAddress$InetAddressHolder",
      "java.net.Inet6Address$Inet6AddressHolder", "java.net.InetSocketAddress", "java.net.InetSocketAddress$InetSocketAddressHolder",
      "java.net.NetworkInterface", "java.net.InterfaceAddress", "[Ljava.net.InetAddress;", "[Ljava.net.InterfaceAddress;",
      "[Ljava.net.NetworkInterface;");

  private static final ConcurrentMap<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

  private static final int PLAIN = -1;

  private NetworkObjects() {}

  /** True for the classes that natives for the network return or take, and arrays of interfaces. */
  static boolean isKnown(Class<?> type) {
    return KNOWN.contains(type.getName());
  }

  static void write(Object root, Wire out) {
    write(root, out, new IdentityHashMap<>());
  }

  private static void write(Object value, Wire out, Map<Object, Integer> seen) {
    if (value == null || !isKnown(value.getClass())) {
      out.putInt(PLAIN);
      Values.write(value, out);
      return;
    }
    Integer known = seen.get(value);
    out.putInt(known == null ? seen.size() : known);
    if (known != null) {
      return;
    }
    seen.put(value, seen.size());
    out.putString(value.getClass().getName());
    if (value.getClass().isArray()) {
      out.putInt(Array.getLength(value));
      for (int i = 0; i < Array.getLength(value); i++) {
        write(Array.get(value, i), out, seen);
      }
    } else {
      for (Field field : fields(value.getClass())) {
        write(get(value, field), out, seen);
      }
    }
  }

  static Object read(Wire.Reader in) {
    return read(in, new ArrayList<>());
  }

  private static Object read(Wire.Reader in, List<Object> seen) {
    int number = in.getInt();
    if (number == PLAIN) {
      return Values.read(in);
    }
    return number < seen.size() ? seen.get(number) : readNew(in, seen);
  }

  private static Object readNew(Wire.Reader in, List<Object> seen) {
    Class<?> type = type(in.getString());
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), in.getInt());
      seen.add(array);
      for (int i = 0; i < Array.getLength(array); i++) {
        Array.set(array, i, read(in, seen));
      }
      return array;
    }
    UNSAFE.ensureClassInitialized(type);
    Object value = Trusted.allocate(type);
    seen.add(value);
    for (Field field : fields(type)) {
      set(value, field, read(in, seen));
    }
    return value;
  }

  private static Class<?> type(String name) {
    if (!KNOWN.contains(name)) {
      throw new IllegalArgumentException("class: " + name + " (expected: an address or a network interface)");
    }
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("class: " + name + " (expected: one of java.base)", e);
    }
  }

  private static List<Field> fields(Class<?> type) {
    return FIELDS.computeIfAbsent(type, NetworkObjects::find);
  }

  private static List<Field> find(Class<?> type) {
    List<Field> found = new ArrayList<>();
    for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          found.add(field);
        }
      }
    }
    return found;
  }

  private static Object get(Object holder, Field field) {
    long offset = UNSAFE.objectFieldOffset(field);
    Class<?> type = field.getType();
    if (type == int.class) {
      return UNSAFE.getInt(holder, offset);
    }
    if (type == short.class) {
      return UNSAFE.getShort(holder, offset);
    }
    return type == boolean.class ? (Object) UNSAFE.getBoolean(holder, offset) : UNSAFE.getReference(holder, offset);
  }

  private static void set(Object holder, Field field, Object value) {
    long offset = UNSAFE.objectFieldOffset(field);
    Class<?> type = field.getType();
    if (type == int.class) {
      UNSAFE.putInt(holder, offset, (Integer) value);
    } else if (type == short.class) {
      UNSAFE.putShort(holder, offset, (Short) value);
    } else if (type == boolean.class) {
      UNSAFE.putBoolean(holder, offset, (Boolean) value);
    } else if (value == null || type.isInstance(value)) {
      UNSAFE.putReference(holder, offset, value);
    } else {
      throw new IllegalArgumentException("field " + field + ": " + value.getClass().getName() + " (expected: " + type.getName() + ")");
    }
  }
}
