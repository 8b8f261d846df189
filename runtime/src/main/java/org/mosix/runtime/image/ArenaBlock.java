package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.mosix.boot.NativeMemory;

/**
 * The memory of arenas (Java 22 and later). What frees a block when its arena is closed brings the block's content, and gets memory of the
 * target, aligned as it was.
 */
final class ArenaBlock extends Special {

  private static final String NAME = "jdk.internal.foreign.SegmentFactories$1";

  /** Every block is aligned so, in bytes: by the C library. */
  private static final int ALWAYS = 16;
  private static final long LARGEST_ALIGNMENT = 1L << 40;

  /** Handles and offsets; the class is not there before Java 22. */
  private static final class Type {
    static final Class<?> CLASS = Raw.jdkClass(NAME);
    static final long BASE = Raw.offset(CLASS, "val$allocationBase");
    static final long SIZE = Raw.offset(CLASS, "val$allocationSize");
    static final long CONTENT = Raw.offset(CLASS, "val$cleanupByteSize");
    static final long RESERVED = Raw.offset(CLASS, "val$shouldReserve");
    private static final Class<?> BITS = Raw.jdkClass("java.nio.Bits");
    private static final MethodType SIZES = MethodType.methodType(void.class, long.class, long.class);
    static final MethodHandle RESERVE = Raw.findStatic(BITS, "reserveMemory", SIZES);
    static final MethodHandle FREE = Raw.find(CLASS, "cleanup", MethodType.methodType(void.class));
    static final MethodHandle UNRESERVE = Raw.findStatic(BITS, "unreserveMemory", SIZES);

    private Type() {}
  }

  /** Asked for the first time when there is a segment. */
  private static final class There {
    static final boolean VALUE = Raw.jdkClassOrNull(NAME) != null && Raw.field(Raw.jdkClass(NAME), "val$allocationBase") != null;

    private There() {}
  }

  /** False before Java 22, where segments are incubating, and have other parts. */
  static boolean areThere() {
    return There.VALUE;
  }

  static boolean is(Object o) {
    return o.getClass().getClassLoader() == null && o.getClass().getName().equals(NAME);
  }

  /** As when its arena is closed. */
  static void free(Object block) {
    Raw.call(Type.FREE, block);
  }

  @Override
  boolean accepts(Class<?> type) {
    return type.getClassLoader() == null && type.getName().equals(NAME);
  }

  /** In bytes: blocks that are aligned to more than the C library does have room before and behind for it, and no others have such room. */
  private static long alignment(long size, long content) {
    for (long used : new long[] {content, align(content, Long.BYTES)}) {
      long alignment = size - used + ALWAYS;
      if (alignment > ALWAYS && Long.bitCount(alignment) == 1) {
        return alignment;
      }
    }
    return ALWAYS;
  }

  private static long align(long value, long to) {
    return value + to - 1 & -to;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    long alignment = alignment(U.getLong(o, Type.SIZE), U.getLong(o, Type.CONTENT));
    long from = align(U.getLong(o, Type.BASE), alignment);
    long bytes = U.getLong(o, Type.SIZE) - (alignment - ALWAYS);
    walk.segments.owns(from, bytes);
    ArenasLeft.carries(o);
    walk.out.putLong(from);
    walk.out.putLong(NativeMemory.known(from));
    walk.out.putLong(alignment);
    walk.out.putLong(bytes);
    walk.out.bulk(null, from, bytes);
    walk.fieldsFollow(o);
  }

  @Override
  Object read(Build build) throws IOException {
    long there = build.in.getLong();
    long known = build.in.getLong();
    long alignment = build.in.getLong();
    long bytes = build.in.getLong();
    if (Long.bitCount(alignment) != 1 || alignment < ALWAYS || alignment > LARGEST_ALIGNMENT || bytes <= 0 || bytes > Long.MAX_VALUE - LARGEST_ALIGNMENT) {
      throw build.in.damaged("memory of an arena, of " + bytes + " bytes aligned to " + alignment);
    }
    long base = allocate(bytes + (alignment - ALWAYS));
    build.arrived.otherwise(() -> U.freeMemory(base));
    long here = align(base, alignment);
    build.content(there, known, bytes, here);
    Object block = build.withFields(Type.CLASS);
    build.later(block, (o, context) -> {
      U.putLong(o, Type.BASE, base);
      if (U.getBoolean(o, Type.RESERVED)) {
        count(Type.RESERVE, o);
        build.arrived.otherwise(() -> count(Type.UNRESERVE, o));
      }
    });
    return block;
  }

  private static long allocate(long bytes) throws ImageException {
    try {
      return U.allocateMemory(bytes);
    } catch (OutOfMemoryError | IllegalArgumentException e) {
      throw new ImageException("there is no memory here for " + bytes + " bytes of an arena", e);
    }
  }

  private static void count(MethodHandle how, Object block) {
    Raw.call(how, U.getLong(block, Type.SIZE), U.getLong(block, Type.CONTENT));
  }
}
