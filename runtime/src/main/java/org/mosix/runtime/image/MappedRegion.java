package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Set;
import org.mosix.boot.NativeMemory;
import org.mosix.runtime.jvm.Zeros;

/**
 * Files that are mapped as memory segments (Java 22 and later). What unmaps the file brings the content, and gets anonymous memory of the
 * target, which it unmaps in the same way.
 */
final class MappedRegion extends Special {

  private static final Set<String> NAMES = Set.of("sun.nio.ch.FileChannelImpl$DefaultUnmapper", "sun.nio.ch.FileChannelImpl$SyncUnmapper");
  /** What has a file unmapped when its arena is closed. A buffer's cleaner is none, and stays where it is. */
  private static final String RESOURCE = "jdk.internal.foreign.SegmentFactories$2";
  private static final int PRIVATE = 2;

  /** Handles and offsets; before Java 22 mapped files are buffers only, which have no part here. */
  private static final class Type {
    static final Class<?> CLASS = Raw.jdkClass("sun.nio.ch.FileChannelImpl$Unmapper");
    static final long ADDRESS = Raw.offset(CLASS, "address");
    static final long SIZE = Raw.offset(CLASS, "size");
    private static final Class<?> CALLS = Raw.jdkClass("sun.nio.ch.UnixFileDispatcherImpl");
    static final MethodHandle MAP = Raw.findStatic(CALLS, "map0",
        MethodType.methodType(long.class, FileDescriptor.class, int.class, long.class, long.class, boolean.class));
    static final MethodHandle UNMAP = Raw.findStatic(CALLS, "unmap0", MethodType.methodType(int.class, long.class, long.class));
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
    return resource.getClass().getName().equals(RESOURCE) ? U.getReference(resource, Raw.offset(resource.getClass(), "val$unmapper")) : null;
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
        count(Type.COUNT, o);
        build.arrived.otherwise(() -> count(Type.UNCOUNT, o));
      }
    });
    return region;
  }

  private static long content(long size, Build build) throws IOException {
    long there = build.in.getLong();
    long known = build.in.getLong();
    long here = map(size);
    build.arrived.otherwise(() -> unmap(here, size));
    build.in.bulk(null, here, size);
    build.memory.add(there, size, here);
    build.arrived.buffer(known, size, here);
    return here;
  }

  private static long map(long size) throws IOException {
    try {
      return (long) Type.MAP.invokeExact(Zeros.descriptor(), PRIVATE, 0L, size, false);
    } catch (IOException | Error | RuntimeException e) {
      throw new ImageException("there is no memory here for a mapped file of " + size + " bytes: " + e.getMessage(), e);
    } catch (Throwable e) {
      throw new IllegalStateException("memory cannot be mapped", e);
    }
  }

  private static void unmap(long address, long size) {
    try {
      int unused = (int) Type.UNMAP.invokeExact(address, size);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("memory cannot be unmapped", e);
    }
  }

  private static void count(MethodHandle how, Object region) {
    try {
      how.invoke(region);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("mapped files cannot be counted", e);
    }
  }
}
