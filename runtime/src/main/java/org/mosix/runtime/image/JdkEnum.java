package org.mosix.runtime.image;

import java.io.IOException;

/** Constants of the JDK's enums; those of the program are ordinary objects, as its statics hold them. */
final class JdkEnum extends Special {

  @Override
  boolean accepts(Class<?> type) {
    return Enum.class.isAssignableFrom(type) && type != Enum.class && Jdk.owns(type);
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    Enum<?> constant = (Enum<?>) o;
    walk.classes.put(constant.getDeclaringClass());
    walk.classes.text(constant.name());
  }

  @Override
  Object read(Build build) throws IOException {
    Class<?> type = build.classes.take();
    String name = build.classes.text();
    Object[] constants = type.getEnumConstants();
    if (constants != null) {
      for (Object constant : constants) {
        if (((Enum<?>) constant).name().equals(name)) {
          return constant;
        }
      }
    }
    throw build.in.damaged("no constant " + name + " in " + type.getName());
  }
}
