package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;

/** Strings: coder and bytes, without the array as an object of its own. Interned ones are interned again. */
final class Text extends Special {

  private static final long VALUE = Raw.offset(String.class, "value");
  private static final long CODER = Raw.offset(String.class, "coder");
  private static final int INTERNED = 2;

  /** Detail of the seeds of strings that are known to be interned. */
  static final Object LITERAL = "literal";

  @Override
  boolean accepts(Class<?> type) {
    return type == String.class;
  }

  @Override
  void write(Object o, Walk walk) throws IOException {
    String s = (String) o;
    byte[] value = (byte[]) U.getReference(s, VALUE);
    if (value == null) {
      // Allocated, and its constructor's arguments are still being evaluated in a captured frame, which will allocate another.
      walk.out.putByte(0);
      walk.out.putInt(0);
      return;
    }
    boolean interned = walk.detail() == LITERAL || walk.context.maybeInterned.test(s) && s.intern() == s;
    walk.out.putByte(U.getByte(s, CODER) | (interned ? INTERNED : 0));
    walk.out.putInt(value.length);
    walk.out.bulk(value, HeapLayout.BYTE_BASE, value.length);
  }

  @Override
  Object read(Build build) throws IOException {
    int flags = build.in.getByte();
    byte[] value = (byte[]) U.allocateUninitializedArray(byte.class, build.length(1));
    build.in.bulk(value, HeapLayout.BYTE_BASE, value.length);
    if (flags < 0 || flags > 3 || (flags & 1) != 0 && value.length % 2 != 0) {
      throw build.in.damaged("string with flags " + flags + " of " + value.length + " bytes");
    }
    String s = make(value, (byte) (flags & 1));
    return (flags & INTERNED) != 0 ? s.intern() : s;
  }

  private static String make(byte[] value, byte coder) throws ImageException {
    try {
      String s = (String) U.allocateInstance(String.class);
      U.putReference(s, VALUE, value);
      U.putByte(s, CODER, coder);
      return s;
    } catch (InstantiationException e) {
      throw new ImageException("string", e);
    }
  }
}
