package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.util.Set;

/** Memory segments off the heap (Java 22 and later): they go on seeing the memory of their arena, buffer or block. */
final class NativeSegment extends Special {

  private static final String NAME = "jdk.internal.foreign.NativeMemorySegmentImpl";
  private static final String MAPPED = "jdk.internal.foreign.MappedMemorySegmentImpl";
  private static final Set<String> NAMES = Set.of(NAME, MAPPED);

  /** Bytes at the beginning of the address space in which nothing ever is. */
  private static final int NOWHERE = 4096;

  /** Nothing is there: its arena is closed, or it is at the address 0. */
  private static final int GONE = 0;
  private static final int VIEW = 1;
  /** No bytes, at a place that may be in the image. */
  private static final int EMPTY = 2;
  /** A function of the C library. */
  private static final int FUNCTION = 3;

  /** Offsets; the fields are others before Java 22. */
  private static final class Type {
    private static final Class<?> ANY = Raw.jdkClass("jdk.internal.foreign.AbstractMemorySegmentImpl");
    static final long ADDRESS = Raw.offset(Raw.jdkClass(NAME), "min");
    static final long LENGTH = Raw.offset(ANY, "length");
    static final long SCOPE = Raw.offset(ANY, "scope");
    static final long UNMAPPER = Raw.offset(Raw.jdkClass(MAPPED), "unmapper");
    static final long STATE = Raw.offset(Raw.jdkClass("jdk.internal.foreign.MemorySessionImpl"), "state");
    static final Class<?> OF_BUFFER = Raw.jdkClass("jdk.internal.foreign.GlobalSession$HeapSession");

    private Type() {}
  }

  @Override
  boolean accepts(Class<?> type) {
    return type.getClassLoader() == null && NAMES.contains(type.getName()) && ArenaBlock.areThere();
  }

  /** True if the arena of this segment has been closed. */
  static boolean isClosed(Object segment) {
    return U.getInt(U.getReference(segment, Type.SCOPE), Type.STATE) < 0;
  }

  @Override
  void write(Object o, Walk walk) throws CannotMove, IOException {
    int kind = kind(o, walk);
    walk.classes.put(o.getClass());
    walk.out.putByte(kind);
    if (kind == FUNCTION) {
      walk.classes.text(NativeFunctions.nameOf(U.getLong(o, Type.ADDRESS)));
    }
    walk.fieldsFollow(o);
  }

  private static int kind(Object o, Walk walk) throws CannotMove, IOException {
    if (isClosed(o)) {
      return GONE;
    }
    if (o.getClass().getName().equals(MAPPED)) {
      walk.segments.maps(U.getReference(o, Type.UNMAPPER));
    }
    long length = U.getLong(o, Type.LENGTH);
    long address = U.getLong(o, Type.ADDRESS);
    if (address >= 0 && address < NOWHERE && length <= NOWHERE - address) {
      return GONE;
    }
    if (length == 0) {
      return walk.memory.isCode(address) ? function(address) : EMPTY;
    }
    // That of a buffer leads to the buffer.
    if (!Type.OF_BUFFER.isInstance(U.getReference(o, Type.SCOPE)) && !walk.memory.holds(address, length)) {
      walk.segments.sees(address, length, o);
    }
    return VIEW;
  }

  private static int function(long address) throws CannotMove {
    if (NativeFunctions.nameOf(address) == null) {
      throw new CannotMove("the address of native code is held that is no function of the C library which only works on memory");
    }
    return FUNCTION;
  }

  @Override
  Object read(Build build) throws IOException {
    Class<?> type = build.classes.take();
    if (!accepts(type)) {
      throw build.in.damaged(type.getName() + " as a native memory segment");
    }
    int kind = build.in.getByte();
    String function = kind == FUNCTION ? build.classes.text() : null;
    Object segment = build.withFields(type);
    build.later(segment, (o, context) -> {
      long there = U.getLong(o, Type.ADDRESS);
      if (kind == FUNCTION) {
        U.putLong(o, Type.ADDRESS, here(function));
      } else if (kind == VIEW || kind == EMPTY && build.memory.holds(there)) {
        U.putLong(o, Type.ADDRESS, build.memory.moved(there));
      }
    });
    return segment;
  }

  private static long here(String function) throws ImageException {
    long address = NativeFunctions.address(function);
    if (address == 0) {
      throw new ImageException("the native function " + function + " is not here (expected: that of every C library)");
    }
    return address;
  }
}
