package org.mosix.runtime.image;

import java.util.Collection;
import java.util.List;

/** Numbers of class loaders, equal in both JVMs: 0 boot, 1 platform, 2 application, 3 the runtime's own, from 4 the program's. */
public interface Loaders {

  int CUSTOM = 4;

  /** The number of a layer of modules, 0 for the boot layer; -1 for one that is not known. */
  default int layerId(ModuleLayer layer) {
    return layer == ModuleLayer.boot() ? 0 : -1;
  }

  /** The layer of that number; null when there is none. */
  default ModuleLayer layer(int id) {
    return id == 0 ? ModuleLayer.boot() : null;
  }

  /** All layers that have a number, but for the boot layer. */
  default Collection<ModuleLayer> layers() {
    return List.of();
  }

  /** The loader's number; -1 for a loader that is not known. */
  int idOf(ClassLoader loader);

  /** All that have a number, but for the boot loader. */
  Collection<ClassLoader> all();

  /** The loader of that number (null for 0); throws {@link IllegalArgumentException} when there is none. */
  ClassLoader loader(int id);
}
