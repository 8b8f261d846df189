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
    // A resumed method may have been asked who it is, and gave the class that continues it.
    walk.classes.put(walk.context.lambdas.hostOf((Class<?>) o));
  }

  @Override
  Object read(Build build) throws IOException {
    return build.classes.take();
  }
}
