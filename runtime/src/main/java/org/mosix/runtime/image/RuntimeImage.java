package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.util.List;

/** The JDK's own class files: the {@code jrt:} file system and the reader below it are the target's. */
final class RuntimeImage extends Special {

  private static final String SYSTEM = "jdk.internal.jrtfs.JrtFileSystem";
  private static final String READER = "jdk.internal.jimage.ImageReader";
  private static final URI ROOT = URI.create("jrt:/");

  private static final List<String> PARTS = List.of(SYSTEM, READER, READER + "$SharedImageReader");

  @Override
  boolean accepts(Class<?> type) {
    return type.getClassLoader() == null && PARTS.contains(type.getName());
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    int part = PARTS.indexOf(o.getClass().getName());
    if (o != part(part)) {
      throw new CannotMove("the class files of another JDK are open (" + o.getClass().getName() + ")");
    }
    walk.out.putByte(part);
  }

  @Override
  Object read(Build build) throws IOException {
    return part(build.in.getByte());
  }

  private static Object part(int part) {
    switch (part) {
      case 0:
        return FileSystems.getFileSystem(ROOT);
      case 1:
        return reader();
      case 2:
        return U.getReference(reader(), Raw.offset(Raw.jdkClass(READER), "reader"));
      default:
        return null;
    }
  }

  private static Object reader() {
    Class<?> factory = Raw.jdkClass("jdk.internal.jimage.ImageReaderFactory");
    try {
      return Raw.findStatic(factory, "getImageReader", java.lang.invoke.MethodType.methodType(Raw.jdkClass(READER))).invoke();
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(READER, e);
    }
  }
}
