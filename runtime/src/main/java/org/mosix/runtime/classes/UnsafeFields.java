package org.mosix.runtime.classes;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.mosix.runtime.jvm.Internals;

/** Where a class of the program keeps the {@code sun.misc.Unsafe} it works with: libraries that were told to do without keep none there. */
final class UnsafeFields {

  private UnsafeFields() {}

  /** True if an initialised class has final static fields for it, and all are null. */
  static boolean areEmpty(Class<?> type) {
    boolean found = false;
    try {
      for (Field field : type.getDeclaredFields()) {
        if (field.getType().getName().equals("sun.misc.Unsafe")) {
          if (!Modifier.isStatic(field.getModifiers()) || !Modifier.isFinal(field.getModifiers()) || value(field) != null) {
            return false;
          }
          found = true;
        }
      }
    } catch (LinkageError e) {
      // A field of a class that is not there: nothing is known about it.
      return false;
    }
    return found;
  }

  private static Object value(Field field) {
    return Internals.UNSAFE.getReference(Internals.UNSAFE.staticFieldBase(field), Internals.UNSAFE.staticFieldOffset(field));
  }
}
