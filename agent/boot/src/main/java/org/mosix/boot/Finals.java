package org.mosix.boot;

import jdk.internal.misc.Unsafe;

/** Writes final instance fields for a resumed constructor, which runs in another class than its own. */
public final class Finals {

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  private Finals() {}

  public static void put(Object object, Object value, long offset) {
    UNSAFE.putReferenceRelease(object, offset, value);
  }

  public static void put(Object object, int value, long offset) {
    UNSAFE.putIntRelease(object, offset, value);
  }

  public static void put(Object object, long value, long offset) {
    UNSAFE.putLongRelease(object, offset, value);
  }

  public static void put(Object object, float value, long offset) {
    UNSAFE.putFloatRelease(object, offset, value);
  }

  public static void put(Object object, double value, long offset) {
    UNSAFE.putDoubleRelease(object, offset, value);
  }

  public static void put(Object object, boolean value, long offset) {
    UNSAFE.putBooleanRelease(object, offset, value);
  }

  public static void put(Object object, byte value, long offset) {
    UNSAFE.putByteRelease(object, offset, value);
  }

  public static void put(Object object, short value, long offset) {
    UNSAFE.putShortRelease(object, offset, value);
  }

  public static void put(Object object, char value, long offset) {
    UNSAFE.putCharRelease(object, offset, value);
  }
}
