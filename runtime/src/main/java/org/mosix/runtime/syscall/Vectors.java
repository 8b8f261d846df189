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

  /** What is done with a part of the memory that vectors name. */
  private interface Part {
    void copy(long address, int offset, int length);
  }

  /** The parts of {@code length} bytes, from {@code done} on. */
  private static void parts(long vectors, int done, int length, Part part) {
    long skipped = done;
    int copied = 0;
    for (long at = vectors; copied < length; at += SIZE) {
      long here = UNSAFE.getLong(at + LENGTH);
      int size = (int) Math.min(here - Math.min(skipped, here), length - copied);
      if (size > 0) {
        part.copy(UNSAFE.getLong(at) + skipped, copied, size);
      }
      copied += size;
      skipped -= Math.min(skipped, here);
    }
  }

  /** Copies bytes that the vectors name, from the {@code done}th on. */
  static void copyOut(long vectors, int done, byte[] to, int offset, int length) {
    parts(vectors, done, length, (address, at, size) -> Trusted.copyOut(address, to, offset + at, size));
  }

  /** The reverse. */
  static void copyIn(byte[] from, int offset, long vectors, int done, int length) {
    parts(vectors, done, length, (address, at, size) -> Trusted.copyIn(from, offset + at, address, size));
  }

  /** Writes the first {@code length} bytes that the vectors name. */
  static void gather(long vectors, long length, Wire out) {
    byte[] bytes = new byte[Math.toIntExact(length)];
    copyOut(vectors, 0, bytes, 0, bytes.length);
    out.putBytes(bytes);
  }

  static void scatter(byte[] bytes, long vectors) {
    copyIn(bytes, 0, vectors, 0, bytes.length);
  }
}
