package org.mosix.runtime.syscall;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A request or an answer being written: big-endian values one after the other. */
final class Wire {

  private static final int NULL = -1;
  /** What follows many bytes is mostly small, and should not make them be copied again. */
  private static final int TAIL = 64;

  private ByteBuffer bytes;

  Wire(int capacity) {
    bytes = ByteBuffer.allocate(capacity);
  }

  private ByteBuffer room(int length) {
    if (bytes.remaining() < length) {
      byte[] more = Arrays.copyOf(bytes.array(), Math.max(bytes.capacity() * 2, bytes.position() + length + TAIL));
      bytes = ByteBuffer.wrap(more).position(bytes.position());
    }
    return bytes;
  }

  Wire putByte(int value) {
    room(1).put((byte) value);
    return this;
  }

  Wire putInt(int value) {
    room(4).putInt(value);
    return this;
  }

  Wire putLong(long value) {
    room(8).putLong(value);
    return this;
  }

  Wire putBytes(byte[] value) {
    return value == null ? putInt(NULL) : putBytes(value, 0, value.length);
  }

  Wire putBytes(byte[] from, int offset, int length) {
    putInt(length);
    room(length).put(from, offset, length);
    return this;
  }

  /** Bytes in native memory. */
  Wire putMemory(long address, int length) {
    putInt(length);
    ByteBuffer to = room(length);
    Trusted.copyOut(address, to.array(), to.position(), length);
    to.position(to.position() + length);
    return this;
  }

  /** Two bytes a character: file names may hold what UTF-8 cannot. */
  Wire putString(String value) {
    if (value == null) {
      return putInt(NULL);
    }
    int length = value.length() * 2;
    putInt(length);
    ByteBuffer to = room(length);
    to.asCharBuffer().put(value);
    to.position(to.position() + length);
    return this;
  }

  /** Bytes written so far. */
  int size() {
    return bytes.position();
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** A request or an answer being read. */
  static final class Reader {

    private final ByteBuffer bytes;

    Reader(byte[] message) {
      bytes = ByteBuffer.wrap(message);
    }

    byte getByte() {
      return bytes.get();
    }

    int getInt() {
      return bytes.getInt();
    }

    long getLong() {
      return bytes.getLong();
    }

    byte[] getBytes() {
      int length = bytes.getInt();
      if (length == NULL) {
        return null;
      }
      byte[] value = new byte[checked(length)];
      bytes.get(value);
      return value;
    }

    /** Reads bytes into a part of an array; returns how many. */
    int getBytes(byte[] to, int offset) {
      int length = checked(bytes.getInt());
      bytes.get(to, offset, length);
      return length;
    }

    /** Reads bytes into native memory; returns how many. */
    int getMemory(long address) {
      int length = checked(bytes.getInt());
      Trusted.copyIn(bytes.array(), bytes.position(), address, length);
      bytes.position(bytes.position() + length);
      return length;
    }

    String getString() {
      byte[] chars = getBytes();
      return chars == null ? null : ByteBuffer.wrap(chars).asCharBuffer().toString();
    }

    private int checked(int length) {
      if (length < 0 || length > bytes.remaining()) {
        throw new BufferUnderflowException();
      }
      return length;
    }
  }
}
