package org.mosix.runtime.image;

import java.io.IOException;

/** Class objects. */
final class Mirror extends Special {

  @Override
  boolean accepts(Class<?> type) {
    return type == Class.class;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    walk.classes.put((Class<?>) o);
  }

  @Override
  Object read(Build build) throws IOException {
    return build.classes.take();
  }
}
