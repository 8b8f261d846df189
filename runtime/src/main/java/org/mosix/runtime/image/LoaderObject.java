package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.util.List;

/** Class loaders, by number. The program's own keep their identity at the target and get their fields. */
final class LoaderObject extends Special {

  private static final int UNKNOWN = -1;
  private static final int BOOT_ID = -2;

  /** The JDK's own view of the boot loader as an object, which programs see as null. */
  private static final Object BOOT = Raw.getStatic(Raw.jdkClass("jdk.internal.loader.ClassLoaders"), "BOOT_LOADER");

  @Override
  boolean accepts(Class<?> type) {
    return ClassLoader.class.isAssignableFrom(type);
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    if (o == BOOT) {
      walk.out.putInt(BOOT_ID);
      return;
    }
    int id = walk.context.loaders.idOf((ClassLoader) o);
    walk.out.putInt(id < 0 ? UNKNOWN : id);
    if (id < 0) {
      unused(o, walk);
    }
    if (id >= Loaders.CUSTOM) {
      walk.fieldsFollow(o);
    }
  }

  @Override
  Object read(Build build) throws IOException {
    int id = build.in.getInt();
    if (id == UNKNOWN) {
      return make(build);
    }
    if (id == BOOT_ID) {
      return BOOT;
    }
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

  /** Not known, because it has defined no class yet: one of the same class and name is made at the target. */
  private static void unused(Object o, Walk walk) throws CannotMove, IOException {
    List<?> classes = (List<?>) U.getReference(o, Raw.offset(ClassLoader.class, "classes"));
    // A loader whose constructor has not begun has no list.
    if (classes != null && !classes.isEmpty()) {
      throw new CannotMove("class loader " + o.getClass().getName() + " is not known, and has defined " + classes.get(0));
    }
    String name = ((ClassLoader) o).getName();
    walk.classes.put(o.getClass());
    walk.classes.text(name == null ? "" : name);
    walk.out.putByte(U.getReference(o, Raw.offset(ClassLoader.class, "parallelLockMap")) != null ? 1 : 0);
    walk.fieldsFollow(o);
  }

  private static Object make(Build build) throws IOException {
    Class<?> type = build.classes.take();
    String name = build.classes.text();
    boolean parallel = build.in.getByte() != 0;
    if (!ClassLoader.class.isAssignableFrom(type) || type.getName().startsWith("jdk.internal.")) {
      throw build.in.damaged(type.getName() + " as a class loader");
    }
    try {
      ClassLoader loader = FreshLoader.allocate(type, name.isEmpty() ? null : name, null, parallel);
      build.fieldsFollow(loader);
      return loader;
    } catch (InstantiationException | IllegalArgumentException e) {
      throw new ImageException("class loader " + type.getName() + " cannot be made here", e);
    }
  }
}
