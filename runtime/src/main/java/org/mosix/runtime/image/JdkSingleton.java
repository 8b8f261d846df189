package org.mosix.runtime.image;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** The value of a static final field of a JDK class: every JVM has its own, and it is found by the field. */
final class JdkSingleton extends Special {

  /** The contents travel, the identity is the target's. */
  private final boolean filled;

  JdkSingleton(boolean filled) {
    this.filled = filled;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    Field field = (Field) walk.detail();
    walk.classes.put(field.getDeclaringClass());
    walk.classes.text(field.getName());
    if (filled) {
      walk.fieldsFollow(o);
    }
  }

  @Override
  Object read(Build build) throws IOException {
    Class<?> owner = build.classes.take();
    String name = build.classes.text();
    if (!Jdk.owns(owner)) {
      throw build.in.damaged("singleton of " + owner.getName() + " (expected: a class of the JDK)");
    }
    for (Field field : Raw.declaredFields(owner)) {
      if (field.getName().equals(name) && Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        Object o = value(field);
        if (filled && o != null) {
          build.fieldsFollow(o);
        }
        return o;
      }
    }
    throw new ImageException("no static field " + owner.getName() + "." + name + " here (expected: the same JDK build)");
  }

  private static Object value(Field field) throws ImageException {
    try {
      Raw.U.ensureClassInitialized(field.getDeclaringClass());
    } catch (LinkageError e) {
      throw new ImageException(field.getDeclaringClass().getName() + " cannot be initialised here", e);
    }
    return Raw.getStatic(field);
  }
}
