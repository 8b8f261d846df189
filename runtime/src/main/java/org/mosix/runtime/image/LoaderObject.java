package org.mosix.runtime.image;

import java.io.IOException;

/** Class loaders, by number. The program's own keep their identity at the target and get their fields. */
final class LoaderObject extends Special {

  @Override
  boolean accepts(Class<?> type) {
    return ClassLoader.class.isAssignableFrom(type);
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    int id = walk.context.loaders.idOf((ClassLoader) o);
    if (id < 0) {
      throw new CannotMove("class loader " + o.getClass().getName() + " is not known");
    }
    walk.out.putInt(id);
    if (id >= Loaders.CUSTOM) {
      walk.fieldsFollow(o);
    }
  }

  @Override
  Object read(Build build) throws IOException {
    int id = build.in.getInt();
    try {
      ClassLoader loader = build.context.loaders.loader(id);
      if (id >= Loaders.CUSTOM && loader != null) {
        build.fieldsFollow(loader);
      }
      return loader;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ImageException("class loader " + id + " is not here (expected: made before the image)", e);
    }
  }
}
