package org.mosix.runtime.syscall;

import static org.mosix.runtime.syscall.Trusted.UNSAFE;

/** Arrays of {@code struct iovec}: pairs of an address and a length, eight bytes each. */
final class Vectors {

  private static final int SIZE = 16;
  private static final int LENGTH = 8;

  private Vectors() {}

  static void writeLengths(long vectors, int count, Wire out) {
    out.putInt(count);
    for (int i = 0; i < count; i++) {
      out.putInt((int) UNSAFE.getLong(vectors + (long) i * SIZE + LENGTH));
    }
  }

  /** Vectors with memory of the lengths that were written. */
  static long rebuild(Wire.Reader in, Scratch scratch) {
    int count = in.getInt();
    long vectors = scratch.memory(count * SIZE);
    for (int i = 0; i < count; i++) {
      int length = in.getInt();
      UNSAFE.putLong(vectors + (long) i * SIZE, scratch.memory(length));
      UNSAFE.putLong(vectors + (long) i * SIZE + LENGTH, length);
    }
    return vectors;
  }

  static long total(long vectors, int count) {
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += UNSAFE.getLong(vectors + (long) i * SIZE + LENGTH);
    }
    return total;
  }

  /** Writes the first {@code length} bytes that the vectors name. */
  static void gather(long vectors, long length, Wire out) {
    byte[] bytes = new byte[Math.toIntExact(length)];
    int done = 0;
    for (long at = vectors; done < bytes.length; at += SIZE) {
      int part = (int) Math.min(UNSAFE.getLong(at + LENGTH), bytes.length - done);
      Trusted.copyOut(UNSAFE.getLong(at), bytes, done, part);
      done += part;
    }
    out.putBytes(bytes);
  }

  static void scatter(byte[] bytes, long vectors) {
    int done = 0;
    for (long at = vectors; done < bytes.length; at += SIZE) {
      int part = (int) Math.min(UNSAFE.getLong(at + LENGTH), bytes.length - done);
      Trusted.copyIn(bytes, done, UNSAFE.getLong(at), part);
      done += part;
    }
  }
}
