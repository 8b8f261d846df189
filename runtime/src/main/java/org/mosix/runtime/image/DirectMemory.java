package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import jdk.internal.misc.VM;
import org.mosix.boot.NativeMemory;

/**
 * Direct buffers. The one that owns its memory, or that of a mapped file, brings the content and gets memory of the target; views
 * (slices, duplicates, other types, and what the program has made of a block of its own) go on seeing the memory of their owner.
 */
final class DirectMemory extends Special {

  private static final Class<?> OWNER = Raw.jdkClass("java.nio.DirectByteBuffer");
  private static final Class<?> READ_ONLY = Raw.jdkClass("java.nio.DirectByteBufferR");
  private static final MethodHandle NEW_READ_ONLY = newReadOnly();
  private static final Class<?> DIRECT = Raw.jdkClass("sun.nio.ch.DirectBuffer");
  private static final long ADDRESS = Raw.offset(Buffer.class, "address");
  private static final long CLEANER = Raw.offset(OWNER, "cleaner");
  private static final long MAPPED = Raw.offset(Raw.jdkClass("java.nio.MappedByteBuffer"), "fd");

  private static final Class<?> FILES = Raw.jdkClass("sun.nio.ch.FileChannelImpl");
  private static final MethodHandle MAPPINGS = Raw.findStatic(FILES, "getMappedBufferPool", MethodType.methodType(VM.BufferPool.class));

  private static final long SEGMENT = Raw.offset(Buffer.class, "segment");
  private static final int VIEW = 0;
  private static final int OWNED = 1;
  /** The JDK's own temporary buffers since Java 25: nothing frees them but their user. */
  private static final int BARE = 2;
  /** The memory has been freed: by the buffer's cleaner, or by the program that had taken it and made a buffer of it. */
  private static final int GONE = 3;

  /** A cleaner that is its own successor has run. */
  private static final long NEXT_CLEANER = Raw.offset(Raw.jdkClass("jdk.internal.ref.Cleaner"), "next");

  private static MethodHandle newReadOnly() {
    try {
      return Raw.TRUSTED.findConstructor(READ_ONLY, MethodType.methodType(void.class, int.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a read-only buffer cannot be made", e);
    }
  }

  /** Bytes outside the heap that buffers own, and of files that are mapped: all of them may travel. */
  static long inUse() {
    long mapped = U.shouldBeInitialized(FILES) ? 0 : mappings().getTotalCapacity();
    return mapped + ((AtomicLong) Raw.getStatic(Raw.jdkClass("java.nio.Bits"), "TOTAL_CAPACITY")).get();
  }

  private static VM.BufferPool mappings() {
    try {
      return (VM.BufferPool) MAPPINGS.invokeExact();
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the files that are mapped cannot be counted", e);
    }
  }

  @Override
  boolean accepts(Class<?> type) {
    return Buffer.class.isAssignableFrom(type) && DIRECT.isAssignableFrom(type);
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    int kind = kind(o, walk);
    if (kind == OWNED && U.getReference(o, MAPPED) != null) {
      MappedFiles.mustNotShare(U.getLong(o, ADDRESS), o);
    }
    walk.classes.put(o.getClass());
    walk.out.putByte(kind);
    if (kind == OWNED || kind == BARE) {
      int capacity = ((Buffer) o).capacity();
      walk.out.putLong(U.getLong(o, ADDRESS));
      walk.out.putLong(NativeMemory.known(U.getLong(o, ADDRESS)));
      walk.out.putInt(capacity);
      walk.out.bulk(null, U.getLong(o, ADDRESS), capacity);
    }
    walk.fieldsFollow(o);
  }

  private static int kind(Object o, Walk walk) throws CannotMove, IOException {
    Object cleaner = OWNER.isInstance(o) ? U.getReference(o, CLEANER) : null;
    if (cleaner != null) {
      return U.getReference(cleaner, NEXT_CLEANER) == cleaner ? GONE : OWNED;
    }
    Object parent = attachment(o);
    if (parent != null) {
      return DIRECT.isInstance(parent) && kind(parent, walk) == GONE ? GONE : VIEW;
    }
    Object segment = U.getReference(o, SEGMENT);
    if (segment != null && ArenaBlock.areThere()) {
      return NativeSegment.isClosed(segment) ? GONE : VIEW;
    }
    long address = U.getLong(o, ADDRESS);
    int capacity = ((Buffer) o).capacity();
    if (walk.memory.holds(address, capacity)) {
      return VIEW;
    }
    if (!type(o) || segment != null) {
      throw new CannotMove("a direct buffer sees memory that no buffer owns (" + o.getClass().getName() + ")");
    }
    return walk.memory.touches(address, capacity) || !walk.memory.isMapped(address, capacity) ? GONE : BARE;
  }

  private static boolean type(Object buffer) {
    return buffer.getClass() == OWNER;
  }

  private static Object attachment(Object buffer) {
    return U.getReference(buffer, Raw.offset(buffer.getClass(), "att"));
  }

  @Override
  Object read(Build build) throws IOException {
    Class<?> type = build.classes.take();
    if (!accepts(type)) {
      throw build.in.damaged(type.getName() + " as a direct buffer");
    }
    int kind = build.in.getByte();
    Object buffer = kind == OWNED ? owned(type, build) : kind == BARE ? bare(build) : build.instance(type);
    build.fieldsFollow(buffer);
    build.later(buffer, (o, context) -> U.putLong(o, ADDRESS, kind == GONE ? 0 : build.memory.moved(U.getLong(o, ADDRESS))));
    return buffer;
  }

  private static Object owned(Class<?> type, Build build) throws IOException {
    long there = build.in.getLong();
    long known = build.in.getLong();
    int capacity = build.length(1);
    ByteBuffer buffer = type == OWNER ? ByteBuffer.allocateDirect(capacity) : readOnly(type, capacity, build);
    long here = U.getLong(buffer, ADDRESS);
    build.content(there, known, capacity, here);
    return buffer;
  }

  /** One that shows a mapped file owns its memory, and can be made to free it, as one that may be written. */
  private static ByteBuffer readOnly(Class<?> type, int capacity, Build build) throws IOException {
    if (type != READ_ONLY) {
      throw build.in.damaged(type.getName() + " as a buffer that owns memory");
    }
    try {
      return (ByteBuffer) NEW_READ_ONLY.invoke(capacity);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new ImageException("a buffer of " + capacity + " bytes cannot be made here", e);
    }
  }

  /** Freed by the JDK by its address, which the program never sees. */
  private static Object bare(Build build) throws IOException {
    long there = build.in.getLong();
    build.in.getLong();
    int capacity = build.length(1);
    long here = U.allocateMemory(Math.max(1, capacity));
    build.in.bulk(null, here, capacity);
    build.memory.add(there, capacity, here);
    return build.instance(OWNER);
  }
}
