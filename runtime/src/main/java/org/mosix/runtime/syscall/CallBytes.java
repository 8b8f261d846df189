package org.mosix.runtime.syscall;

import java.util.List;

/** The bytes that a read fills or a write sends: in an array, in native memory, in several pieces of it, or the one that is the call's value. */
final class CallBytes {

  private final Object[] arguments;
  private final Passing kind;
  private final int at;
  private final int length;
  private byte one;

  CallBytes(NativeMethod method, Object[] arguments) {
    this.arguments = arguments;
    List<Passing> passing = method.passing();
    int found = 0;
    while (found < passing.size() && !passing.get(found).isBulk() && !passing.get(found).isVector()) {
      found++;
    }
    boolean single = found == passing.size();
    this.kind = single ? Passing.VALUE : passing.get(found);
    this.at = single ? 1 : found;
    this.length = single ? 1 : kind.isVector() ? inVector() : (Integer) arguments[isArray() ? at + 2 : at + 1];
  }

  private boolean isArray() {
    return kind == Passing.ARRAY_IN || kind == Passing.ARRAY_OUT;
  }

  private int inVector() {
    return (int) Math.min(Integer.MAX_VALUE, Vectors.total((Long) arguments[at], (Integer) arguments[at + 1]));
  }

  /** False for a call that moves nothing, or that fails before it touches the file. */
  boolean isPlain() {
    if (length <= 0 || !isArray()) {
      return length > 0;
    }
    byte[] array = (byte[]) arguments[at];
    int offset = (Integer) arguments[at + 1];
    return array != null && offset >= 0 && array.length - offset >= length;
  }

  int length() {
    return length;
  }

  /** Of a write: copies {@code part} bytes from {@code done} on. */
  void take(int done, byte[] to, int offset, int part) {
    if (isArray()) {
      System.arraycopy((byte[]) arguments[at], (Integer) arguments[at + 1] + done, to, offset, part);
    } else if (kind == Passing.MEMORY_IN) {
      Trusted.copyOut((Long) arguments[at] + done, to, offset, part);
    } else if (kind == Passing.VECTOR_IN) {
      Vectors.copyOut((Long) arguments[at], done, to, offset, part);
    } else {
      to[offset] = (byte) (int) (Integer) arguments[at];
    }
  }

  /** Of a read: the reverse. */
  void give(int done, byte[] from, int offset, int part) {
    if (isArray()) {
      System.arraycopy(from, offset, (byte[]) arguments[at], (Integer) arguments[at + 1] + done, part);
    } else if (kind == Passing.MEMORY_OUT) {
      Trusted.copyIn(from, offset, (Long) arguments[at] + done, part);
    } else if (kind == Passing.VECTOR_OUT) {
      Vectors.copyIn(from, offset, (Long) arguments[at], done, part);
    } else {
      one = from[offset];
    }
  }

  /** What the native returns when it has read {@code done} bytes. */
  Object resultOfRead(int done) {
    return done == 0 ? (Object) (-1) : kind == Passing.VALUE ? (Object) (one & 0xff) : (Object) done;
  }

  /** What the native returns when it has written all. */
  Object resultOfWrite() {
    return kind == Passing.MEMORY_IN ? (Object) length : null;
  }

  /** What a native of native memory returns: a number of bytes, or what it says instead. */
  Object moved(int result) {
    return kind.isVector() ? (Object) (long) result : (Object) result;
  }
}
