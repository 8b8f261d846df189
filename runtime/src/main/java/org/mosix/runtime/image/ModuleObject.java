package org.mosix.runtime.image;

import java.io.IOException;

/** Modules of a layer by name, unnamed modules by their loader. */
final class ModuleObject extends Special {

  @Override
  boolean accepts(Class<?> type) {
    return type == Module.class;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    Module module = (Module) o;
    if (module.isNamed()) {
      walk.classes.text(module.getName());
      LayerObject.write(module.getLayer(), walk);
      return;
    }
    walk.classes.text("");
    if (module.getClassLoader() == null) {
      walk.out.putInt(0);
      return;
    }
    walk.out.putInt(walk.context.loaders.idOf(module.getClassLoader()));
  }

  @Override
  Object read(Build build) throws IOException {
    String name = build.classes.text();
    if (!name.isEmpty()) {
      return LayerObject.layer(build).findModule(name)
          .orElseThrow(() -> new ImageException("module " + name + " is not here (expected: the same modules)"));
    }
    int id = build.in.getInt();
    if (id == 0) {
      return Raw.getStatic(Raw.jdkClass("jdk.internal.loader.BootLoader"), "UNNAMED_MODULE");
    }
    try {
      return build.context.loaders.loader(id).getUnnamedModule();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ImageException("class loader " + id + " is not here (expected: made before the image)", e);
    }
  }
}
