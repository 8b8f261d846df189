package org.mosix.torture.programs;

import sun.misc.Unsafe;

/** Memory by its address, for the cases that work with it. */
final class Native {

  static final Unsafe UNSAFE = find();

  private Native() {}

  private static Unsafe find() {
    try {
      java.lang.reflect.Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (Unsafe) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So many bytes, all zero. */
  static long zeros(long size) {
    long address = UNSAFE.allocateMemory(size);
    UNSAFE.setMemory(address, size, (byte) 0);
    return address;
  }
}
