package org.mosix.runtime.image;

import java.io.IOException;

/** Layers of modules, by number: the boot layer, and those that came with their classes. */
final class LayerObject extends Special {

  @Override
  boolean accepts(Class<?> type) {
    return type == ModuleLayer.class;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    write((ModuleLayer) o, walk);
  }

  static void write(ModuleLayer layer, Walk walk) throws CannotMove, IOException {
    int id = layer == null ? -1 : walk.context.loaders.layerId(layer);
    if (id < 0) {
      throw new CannotMove("a layer of modules without classes: " + layer);
    }
    walk.out.putInt(id);
  }

  @Override
  Object read(Build build) throws IOException {
    return layer(build);
  }

  static ModuleLayer layer(Build build) throws IOException {
    int id = build.in.getInt();
    ModuleLayer layer = build.context.loaders.layer(id);
    if (layer == null) {
      throw new ImageException("layer " + id + " of modules is not here (expected: made before the image)");
    }
    return layer;
  }
}
