package org.mosix.runtime.syscall;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;

/** Access to the JDK's private parts. */
final class Trusted {

  static final Unsafe UNSAFE = Unsafe.getUnsafe();

  /** The lookup that may call anything. */
  static final MethodHandles.Lookup LOOKUP;

  /** Offset of the first element of a byte array; the constant's type differs between JDKs. */
  static final long BYTES;

  static {
    try {
      Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
      LOOKUP = (MethodHandles.Lookup) UNSAFE.getReference(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field));
      BYTES = ((Number) LOOKUP.unreflectGetter(Unsafe.class.getField("ARRAY_BYTE_BASE_OFFSET")).invoke()).longValue();
    } catch (Throwable e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Trusted() {}

  static void copyIn(byte[] from, int offset, long address, int length) {
    UNSAFE.copyMemory(from, BYTES + offset, null, address, length);
  }

  static void copyOut(long address, byte[] to, int offset, int length) {
    UNSAFE.copyMemory(null, address, to, BYTES + offset, length);
  }

  /** The bytes of a C string, without its end. */
  static byte[] cString(long address) {
    int length = 0;
    while (UNSAFE.getByte(address + length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    copyOut(address, bytes, 0, length);
    return bytes;
  }

  /** An instance without running a constructor. */
  static Object allocate(Class<?> type) {
    try {
      return UNSAFE.allocateInstance(type);
    } catch (InstantiationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }
}
