package org.mosix.boot;

import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;

/** The number that the next thread gets, which the JDK keeps in a static field and, since Java 21, in the VM. */
final class NextThread {

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final Field LAST = field("java.lang.Thread", "threadSeqNumber");
  private static final Field ADDRESS = field("java.lang.Thread$ThreadIdentifiers", "NEXT_TID_OFFSET");

  private NextThread() {}

  /** Null in a JDK that has none. */
  private static Field field(String type, String name) {
    try {
      return Class.forName(type).getDeclaredField(name);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** A thread that is not the program's has taken {@code number}: the program's next has it, unless one took another meanwhile. */
  static void giveBack(long number) {
    if (LAST != null) {
      synchronized (Thread.class) { // as Thread.nextThreadID
        Object base = UNSAFE.staticFieldBase(LAST);
        UNSAFE.compareAndSetLong(base, UNSAFE.staticFieldOffset(LAST), number, number - 1);
      }
    } else if (ADDRESS != null) {
      long address = UNSAFE.getLong(UNSAFE.staticFieldBase(ADDRESS), UNSAFE.staticFieldOffset(ADDRESS));
      UNSAFE.compareAndSetLong(null, address, number + 1, number);
    }
  }
}
