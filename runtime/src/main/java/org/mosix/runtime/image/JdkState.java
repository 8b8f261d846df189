package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import java.util.Timer;

/** The JDK state of {@link JdkStatics} on its way: taken at the freeze, put in place when the image is complete. */
final class JdkState {

  /** On 21 and later the next thread id is a number of the VM, and this is where. */
  private static final String THREAD_IDS = "java.lang.Thread$ThreadIdentifiers";

  /** Keys of the system properties that describe the JVM the process is in, not the program. */
  private static final List<String> OWN = List.of("java.home", "sun.boot.library.path", "java.library.path", "sun.jnu.encoding",
      "jdk.debug");

  private static final long DEFAULTS = Raw.offset(Properties.class, "defaults");

  private JdkState() {}

  /** Parallel arrays: field names, objects, numbers. */
  static Object[] take() {
    touch();
    List<JdkStatics.Entry> entries = JdkStatics.present();
    String[] names = new String[entries.size()];
    Object[] objects = new Object[names.length];
    long[] numbers = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      JdkStatics.Entry entry = entries.get(i);
      Field field = entry.find();
      names[i] = entry.type() + "#" + entry.field();
      if (field.getType().isPrimitive()) {
        numbers[i] = number(field);
      } else {
        Object value = Raw.getStatic(field);
        objects[i] = entry.policy() == JdkStatics.Policy.PROPERTIES ? ((Properties) value).clone() : value;
      }
    }
    return new Object[] {names, objects, numbers, nextThreadId()};
  }

  /** Defaults that are found out on demand, and must be home's. */
  private static void touch() {
    boolean unset = System.getProperty("user.timezone") == null;
    TimeZone.getDefault();
    if (unset) {
      System.clearProperty("user.timezone"); // set by the look-up, which the program did not ask for
    }
    for (Locale.Category category : Locale.Category.values()) {
      Locale.getDefault(category);
    }
  }

  private static long nextThreadIdAddress() {
    Class<?> type = Raw.jdkClassOrNull(THREAD_IDS);
    if (type == null || Raw.field(type, "NEXT_TID_OFFSET") == null) {
      return 0;
    }
    U.ensureClassInitialized(type);
    return number(Raw.field(type, "NEXT_TID_OFFSET"));
  }

  private static long nextThreadId() {
    long address = nextThreadIdAddress();
    return address == 0 ? 0 : U.getLongVolatile(null, address);
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
    for (int i = 0; i < names.length; i++) {
      int hash = names[i].indexOf('#');
      Field field = hash < 0 ? null : JdkStatics.resolve(names[i].substring(0, hash), names[i].substring(hash + 1));
      if (field == null) {
        throw new ImageException("no field " + names[i] + " here (expected: the same JDK build)");
      }
      put(field, objects[i], numbers[i]);
    }
    long address = nextThreadIdAddress();
    if (address != 0) {
      U.putLongVolatile(null, address, Math.max((Long) taken[3], U.getLongVolatile(null, address)));
    }
  }

  private static void put(Field field, Object object, long number) {
    switch (JdkStatics.policy(field)) {
      case SET:
        if (field.getType().isPrimitive()) {
          number(field, number);
        } else {
          Object own = U.getAndSetReference(U.staticFieldBase(field), U.staticFieldOffset(field), object);
          if (own instanceof Timer timer && own != object) {
            timer.cancel(); // made by the initialiser of its class: its thread would be taken for the program's
          }
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
      U.putReference(target, DEFAULTS, U.getReference(program, DEFAULTS));
    }
  }
}
