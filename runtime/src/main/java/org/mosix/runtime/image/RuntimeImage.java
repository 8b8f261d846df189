package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.util.List;
import java.util.Set;

/** The JDK's own class files: the {@code jrt:} file system and the reader below it are the target's. */
final class RuntimeImage extends Special {

  private static final String SYSTEM = "jdk.internal.jrtfs.JrtFileSystem";
  private static final String READER = "jdk.internal.jimage.ImageReader";
  private static final String SHARED_READER = READER + "$SharedImageReader";
  /** Beside the JDK's own a program can open file systems, each with a reader, of the same image: those are copied. */
  private static final int ANOTHER = 8;
  private static final long SHARED = Raw.offset(Raw.jdkClass(READER), "reader");
  private static final long CLOSED = Raw.offset(Raw.jdkClass(READER), "closed");
  private static final long OPENERS = Raw.offset(Raw.jdkClass(SHARED_READER), "openers");
  private static final URI ROOT = URI.create("jrt:/");

  private static final List<String> PARTS = List.of(SYSTEM, READER, SHARED_READER);

  @Override
  boolean accepts(Class<?> type) {
    return type.getClassLoader() == null && PARTS.contains(type.getName());
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    int part = PARTS.indexOf(o.getClass().getName());
    if (o == part(part)) {
      walk.out.putByte(part);
    } else if (part == 0 || part == 1 && U.getReference(o, SHARED) == part(2)) {
      walk.out.putByte(ANOTHER + part);
      walk.fieldsFollow(o);
    } else {
      throw new CannotMove("the class files of another JDK are open (" + o.getClass().getName() + ")");
    }
  }

  @Override
  Object read(Build build) throws IOException {
    int part = build.in.getByte();
    if (part < ANOTHER) {
      return part(part);
    }
    Object another = build.withFields(Raw.jdkClass(PARTS.get(part - ANOTHER)));
    if (part == ANOTHER + 1) {
      build.later(another, (reader, context) -> opened(reader));
    }
    return another;
  }

  /** Who reads the image that all share: closing another than those fails. */
  @SuppressWarnings("unchecked")
  private static void opened(Object reader) {
    Object shared = U.getReference(reader, SHARED);
    if (!U.getBoolean(reader, CLOSED)) {
      synchronized (shared) {
        ((Set<Object>) U.getReference(shared, OPENERS)).add(reader);
      }
    }
  }

  private static Object part(int part) {
    switch (part) {
      case 0:
        return FileSystems.getFileSystem(ROOT);
      case 1:
        return reader();
      case 2:
        return U.getReference(reader(), SHARED);
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
