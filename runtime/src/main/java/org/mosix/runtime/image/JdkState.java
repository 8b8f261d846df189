package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Properties;

/** The JDK state of {@link JdkStatics} on its way: taken at the freeze, put in place when the image is complete. */
final class JdkState {

  /** Keys of the system properties that describe the JVM the process is in, not the program. */
  private static final List<String> OWN = List.of("java.home", "sun.boot.library.path", "java.library.path", "sun.jnu.encoding",
      "jdk.debug", "sun.java.command", "sun.java.launcher");

  private JdkState() {}

  /** Parallel arrays: field names, objects, numbers. */
  static Object[] take() {
    List<JdkStatics.Entry> entries = JdkStatics.present();
    String[] names = new String[entries.size()];
    Object[] objects = new Object[names.length];
    long[] numbers = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      JdkStatics.Entry entry = entries.get(i);
      Field field = field(entry);
      names[i] = entry.type() + "#" + entry.field();
      if (!field.getType().isPrimitive()) {
        objects[i] = entry.policy() == JdkStatics.Policy.PROPERTIES ? ((Properties) Raw.getStatic(field)).clone() : Raw.getStatic(field);
      } else {
        numbers[i] = number(field);
      }
    }
    return new Object[] {names, objects, numbers};
  }

  private static Field field(JdkStatics.Entry entry) {
    Class<?> type = Raw.jdkClass(entry.type());
    U.ensureClassInitialized(type);
    return Raw.field(type, entry.field());
  }

  private static long number(Field field) {
    Object base = U.staticFieldBase(field);
    long offset = U.staticFieldOffset(field);
    switch (Layout.size(field.getType())) {
      case 8:
        return U.getLongVolatile(base, offset);
      case 4:
        return U.getIntVolatile(base, offset);
      default:
        return U.getByteVolatile(base, offset);
    }
  }

  private static void number(Field field, long value) {
    Object base = U.staticFieldBase(field);
    long offset = U.staticFieldOffset(field);
    switch (Layout.size(field.getType())) {
      case 8:
        U.putLongVolatile(base, offset, value);
        break;
      case 4:
        U.putIntVolatile(base, offset, (int) value);
        break;
      default:
        U.putByteVolatile(base, offset, (byte) value);
        break;
    }
  }

  /** @param taken what {@link #take} made, from an image */
  static void put(Object[] taken) throws IOException {
    String[] names = (String[]) taken[0];
    Object[] objects = (Object[]) taken[1];
    long[] numbers = (long[]) taken[2];
    for (JdkStatics.Entry entry : JdkStatics.present()) {
      for (int i = 0; i < names.length; i++) {
        if (names[i].equals(entry.type() + "#" + entry.field())) {
          put(entry, objects[i], numbers[i]);
        }
      }
    }
  }

  private static void put(JdkStatics.Entry entry, Object object, long number) throws IOException {
    Field field = field(entry);
    switch (entry.policy()) {
      case SET:
        if (field.getType().isPrimitive()) {
          number(field, number);
        } else {
          U.putReferenceVolatile(U.staticFieldBase(field), U.staticFieldOffset(field), object);
        }
        break;
      case MAX:
        number(field, Math.max(number, number(field)));
        break;
      case PROPERTIES:
        properties((Properties) Raw.getStatic(field), (Properties) object);
        break;
      default:
        break; // FILL: the walk has filled the object where it is
    }
  }

  private static void properties(Properties target, Properties program) {
    synchronized (target) {
      for (String key : OWN) {
        String own = target.getProperty(key);
        if (own != null) {
          program.setProperty(key, own);
        } else {
          program.remove(key);
        }
      }
      target.keySet().retainAll(program.keySet());
      target.putAll(program);
    }
  }
}
