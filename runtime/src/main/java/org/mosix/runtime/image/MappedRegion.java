package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Set;
import org.mosix.boot.NativeMemory;
import org.mosix.runtime.syscall.AnonymousMemory;

/**
 * Files that are mapped as memory segments (Java 22 and later). What unmaps the file brings the content, and gets anonymous memory of the
 * target, which it unmaps in the same way.
 */
final class MappedRegion extends Special {

  private static final Set<String> NAMES = Set.of("sun.nio.ch.FileChannelImpl$DefaultUnmapper", "sun.nio.ch.FileChannelImpl$SyncUnmapper");
  /** What has a file unmapped when its arena is closed. A buffer's cleaner is none, and stays where it is. */
  private static final String RESOURCE = "jdk.internal.foreign.SegmentFactories$2";

  /** Handles and offsets; before Java 22 mapped files are buffers only, which have no part here. */
  private static final class Type {
    static final Class<?> CLASS = Raw.jdkClass("sun.nio.ch.FileChannelImpl$Unmapper");
    static final long ADDRESS = Raw.offset(CLASS, "address");
    static final long SIZE = Raw.offset(CLASS, "size");
    static final long UNMAPPER = Raw.offset(Raw.jdkClass(RESOURCE), "val$unmapper");
    private static final Class<?> CALLS = Raw.jdkClass("sun.nio.ch.UnixFileDispatcherImpl");
    static final MethodHandle UNMAP = Raw.findStatic(CALLS, "unmap0", MethodType.methodType(int.class, long.class, long.class));
    static final MethodHandle FREE = Raw.find(CLASS, "unmap", MethodType.methodType(void.class));
    static final MethodHandle COUNT = Raw.find(CLASS, "incrementStats", MethodType.methodType(void.class));
    static final MethodHandle UNCOUNT = Raw.find(CLASS, "decrementStats", MethodType.methodType(void.class));

    private Type() {}
  }

  @Override
  boolean accepts(Class<?> type) {
    return type.getClassLoader() == null && (NAMES.contains(type.getName()) || type.getName().equals(RESOURCE));
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    walk.classes.put(o.getClass());
    if (o.getClass().getName().equals(RESOURCE)) {
      walk.segments.maps(unmapper(o));
    } else {
      content(o, walk);
    }
    walk.fieldsFollow(o);
  }

  /** What a resource of an arena unmaps a file with; null if it does something else. */
  static Object unmapper(Object resource) {
    return resource.getClass().getName().equals(RESOURCE) ? U.getReference(resource, Type.UNMAPPER) : null;
  }

  private static void content(Object o, Walk walk) throws CannotMove, IOException {
    long address = U.getLong(o, Type.ADDRESS);
    boolean mapped = walk.segments.isMapped(o);
    long size = mapped ? U.getLong(o, Type.SIZE) : 0;
    walk.out.putLong(size);
    if (mapped) {
      MappedFiles.mustNotShare(address, o);
      walk.segments.owns(address, size);
      ArenasLeft.carries(o);
      walk.out.putLong(address);
      walk.out.putLong(NativeMemory.known(address));
      walk.out.bulk(null, address, size);
    }
  }

  @Override
  Object read(Build build) throws IOException {
    Class<?> type = build.classes.take();
    if (!accepts(type)) {
      throw build.in.damaged(type.getName() + " as what unmaps a file");
    }
    if (type.getName().equals(RESOURCE)) {
      return build.withFields(type);
    }
    long size = build.in.getLong();
    if (size < 0) {
      throw build.in.damaged("a mapped file of " + size + " bytes");
    }
    long here = size == 0 ? 0 : content(size, build);
    Object region = build.withFields(type);
    build.later(region, (o, context) -> {
      U.putLong(o, Type.ADDRESS, here);
      if (here != 0) {
        Raw.call(Type.COUNT, o);
        build.arrived.otherwise(() -> Raw.call(Type.UNCOUNT, o));
      }
    });
    return region;
  }

  private static long content(long size, Build build) throws IOException {
    long there = build.in.getLong();
    long known = build.in.getLong();
    long here = map(size);
    build.arrived.otherwise(() -> Raw.call(Type.UNMAP, here, size));
    build.content(there, known, size, here);
    return here;
  }

  private static long map(long size) throws ImageException {
    try {
      return AnonymousMemory.map(size);
    } catch (IOException | OutOfMemoryError e) {
      throw new ImageException("there is no memory here for a mapped file of " + size + " bytes: " + e.getMessage(), e);
    }
  }

  /** As when its arena is closed. */
  static void free(Object unmapper) {
    Raw.call(Type.FREE, unmapper);
  }
}
