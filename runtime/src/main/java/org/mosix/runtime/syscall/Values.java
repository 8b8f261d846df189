package org.mosix.runtime.syscall;

import java.lang.reflect.Array;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Plain values on the wire, each with its type: boxes, strings, addresses, arrays of them, and null. */
final class Values {

  private Values() {}

  static void write(Object value, Wire out) {
    if (value == null) {
      out.putByte('-');
    } else if (value instanceof Integer) {
      out.putByte('I').putInt((Integer) value);
    } else if (value instanceof Long) {
      out.putByte('J').putLong((Long) value);
    } else if (value instanceof Boolean) {
      out.putByte('Z').putByte((Boolean) value ? 1 : 0);
    } else if (value instanceof Byte) {
      out.putByte('B').putByte((Byte) value);
    } else if (value instanceof Short) {
      out.putByte('S').putInt((Short) value);
    } else if (value instanceof String) {
      out.putByte('T').putString((String) value);
    } else if (value instanceof byte[]) {
      out.putByte('A').putBytes((byte[]) value);
    } else if (NetworkObjects.isKnown(value.getClass())) {
      out.putByte('N');
      NetworkObjects.write(value, out);
    } else if (value.getClass().isArray()) {
      writeArray(value, out);
    } else {
      throw new IllegalArgumentException("value: " + value.getClass().getName() + " (expected: a box, a string or an array)");
    }
  }

  private static void writeArray(Object array, Wire out) {
    int length = Array.getLength(array);
    out.putByte('[').putString(array.getClass().getComponentType().getName()).putInt(length);
    for (int i = 0; i < length; i++) {
      write(Array.get(array, i), out);
    }
  }

  static Object read(Wire.Reader in) {
    byte type = in.getByte();
    switch (type) {
      case '-':
        return null;
      case 'I':
        return in.getInt();
      case 'J':
        return in.getLong();
      case 'Z':
        return in.getByte() != 0;
      case 'B':
        return in.getByte();
      case 'S':
        return (short) in.getInt();
      case 'T':
        return in.getString();
      case 'A':
        return in.getBytes();
      case 'N':
        return NetworkObjects.read(in);
      case '[':
        return readArray(in);
      default:
        throw new IllegalArgumentException("value type: " + type + " (expected: one of those written)");
    }
  }

  private static Object readArray(Wire.Reader in) {
    String component = in.getString();
    int length = in.getInt();
    Object array = Array.newInstance(componentType(component), length);
    for (int i = 0; i < length; i++) {
      Array.set(array, i, read(in));
    }
    return array;
  }

  /** Only what natives take and return: never a class by a name from the wire. */
  private static Class<?> componentType(String name) {
    switch (name) {
      case "long":
        return long.class;
      case "int":
        return int.class;
      case "java.lang.String":
        return String.class;
      case "[B":
        return byte[].class;
      case "java.lang.Object":
        return Object.class;
      case "java.net.InetSocketAddress":
        return InetSocketAddress.class;
      case "java.net.InetAddress":
        return InetAddress.class;
      default:
        throw new IllegalArgumentException("array of " + name + " (expected: of what natives take and return)");
    }
  }

  static void copy(Object from, Object to) {
    if (from != null && to != null) {
      System.arraycopy(from, 0, to, 0, Array.getLength(to));
    }
  }
}
