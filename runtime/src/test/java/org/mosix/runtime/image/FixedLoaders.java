package org.mosix.runtime.image;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Boot, platform and application loader, and those given. */
final class FixedLoaders implements Loaders {

  private final List<ClassLoader> custom;

  FixedLoaders(ClassLoader... custom) {
    this.custom = List.of(custom);
  }

  @Override
  public int idOf(ClassLoader loader) {
    if (loader == null) {
      return 0;
    }
    if (loader == ClassLoader.getPlatformClassLoader()) {
      return 1;
    }
    if (loader == ClassLoader.getSystemClassLoader()) {
      return 2;
    }
    int i = custom.indexOf(loader);
    return i < 0 ? -1 : CUSTOM + i;
  }

  @Override
  public Collection<ClassLoader> all() {
    List<ClassLoader> all = new ArrayList<>(custom);
    all.add(ClassLoader.getPlatformClassLoader());
    all.add(ClassLoader.getSystemClassLoader());
    return all;
  }

  @Override
  public ClassLoader loader(int id) {
    switch (id) {
      case 0:
        return null;
      case 1:
        return ClassLoader.getPlatformClassLoader();
      case 2:
        return ClassLoader.getSystemClassLoader();
      default:
        if (id < CUSTOM || id >= CUSTOM + custom.size()) {
          throw new IllegalArgumentException("loader: " + id);
        }
        return custom.get(id - CUSTOM);
    }
  }
}
