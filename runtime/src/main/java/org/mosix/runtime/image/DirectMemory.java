package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * Direct buffers. The one that owns its memory brings the content and gets memory of the target; views (slices, duplicates, other types)
 * go on seeing the memory of their owner.
 */
final class DirectMemory extends Special {

  private static final Class<?> OWNER = Raw.jdkClass("java.nio.DirectByteBuffer");
  private static final Class<?> DIRECT = Raw.jdkClass("sun.nio.ch.DirectBuffer");
  private static final long ADDRESS = Raw.offset(Buffer.class, "address");
  private static final long CLEANER = Raw.offset(OWNER, "cleaner");
  private static final long MAPPED = Raw.offset(Raw.jdkClass("java.nio.MappedByteBuffer"), "fd");

  @Override
  boolean accepts(Class<?> type) {
    return Buffer.class.isAssignableFrom(type) && DIRECT.isAssignableFrom(type);
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    Object parent = attachment(o);
    boolean owner = OWNER.isInstance(o) && U.getReference(o, CLEANER) != null;
    if (OWNER.isInstance(o) && U.getReference(o, MAPPED) != null) {
      throw new CannotMove("a file is mapped into memory (" + o.getClass().getName() + ")");
    }
    if (!owner && parent == null) {
      throw new CannotMove("a direct buffer sees memory that no buffer owns (" + o.getClass().getName() + ")");
    }
    walk.classes.put(o.getClass());
    walk.out.putByte(owner ? 1 : 0);
    if (owner) {
      int capacity = ((Buffer) o).capacity();
      walk.out.putLong(U.getLong(o, ADDRESS));
      walk.out.putInt(capacity);
      walk.out.bulk(null, U.getLong(o, ADDRESS), capacity);
    }
    walk.fieldsFollow(o);
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
    Object buffer = build.in.getByte() == 1 ? owner(build) : view(type, build);
    build.fieldsFollow(buffer);
    build.later(buffer, (o, context) -> U.putLong(o, ADDRESS, build.memory.moved(U.getLong(o, ADDRESS))));
    return buffer;
  }

  private static Object owner(Build build) throws IOException {
    long there = build.in.getLong();
    int capacity = build.length(1);
    ByteBuffer buffer = ByteBuffer.allocateDirect(capacity);
    long here = U.getLong(buffer, ADDRESS);
    build.in.bulk(null, here, capacity);
    build.memory.add(there, capacity, here);
    return buffer;
  }

  private static Object view(Class<?> type, Build build) throws IOException {
    try {
      return U.allocateInstance(type);
    } catch (InstantiationException e) {
      throw build.in.damaged(type.getName() + " as a direct buffer");
    }
  }
}
