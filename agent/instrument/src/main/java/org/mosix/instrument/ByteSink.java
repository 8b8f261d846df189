package org.mosix.instrument;

import java.util.Arrays;

/** A growing array of bytes, big-endian as class files are. */
final class ByteSink {

  byte[] bytes;
  int length;

  ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  ByteSink u1(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
    return this;
  }

  ByteSink u2(int value) {
    reserve(2);
    bytes[length++] = (byte) (value >> 8);
    bytes[length++] = (byte) value;
    return this;
  }

  ByteSink u4(int value) {
    return u2(value >>> 16).u2(value);
  }

  ByteSink copy(byte[] from, int start, int end) {
    int count = end - start;
    reserve(count);
    System.arraycopy(from, start, bytes, length, count);
    length += count;
    return this;
  }

  void setU2(int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  void setU4(int at, int value) {
    setU2(at, value >>> 16);
    setU2(at + 2, value);
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }
}
