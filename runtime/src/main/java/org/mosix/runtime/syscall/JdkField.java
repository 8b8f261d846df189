package org.mosix.runtime.syscall;

import static org.mosix.runtime.syscall.Trusted.UNSAFE;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** A private field of a JDK class, final or not. */
final class JdkField {

  private final Field field;
  private final Object base;
  private final long offset;

  private JdkField(Field field) {
    this.field = field;
    boolean isStatic = Modifier.isStatic(field.getModifiers());
    if (isStatic) {
      UNSAFE.ensureClassInitialized(field.getDeclaringClass());
    }
    this.base = isStatic ? UNSAFE.staticFieldBase(field) : null;
    this.offset = isStatic ? UNSAFE.staticFieldOffset(field) : UNSAFE.objectFieldOffset(field);
  }

  static JdkField of(Class<?> type, String name) {
    try {
      return new JdkField(type.getDeclaredField(name));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(type.getName() + '.' + name + ": no such field in Java " + Runtime.version(), e);
    }
  }

  private Object holder(Object object) {
    return base != null ? base : object;
  }

  Object get(Object object) {
    Class<?> type = field.getType();
    if (type == boolean.class) {
      return UNSAFE.getBoolean(holder(object), offset);
    }
    if (type == int.class) {
      return UNSAFE.getInt(holder(object), offset);
    }
    return type == long.class ? UNSAFE.getLong(holder(object), offset) : UNSAFE.getReference(holder(object), offset);
  }

  void set(Object object, Object value) {
    Class<?> type = field.getType();
    if (type == boolean.class) {
      UNSAFE.putBoolean(holder(object), offset, (Boolean) value);
    } else if (type == int.class) {
      UNSAFE.putInt(holder(object), offset, (Integer) value);
    } else if (type == long.class) {
      UNSAFE.putLong(holder(object), offset, (Long) value);
    } else {
      UNSAFE.putReference(holder(object), offset, value);
    }
  }
}
