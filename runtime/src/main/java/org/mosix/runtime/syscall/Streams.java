package org.mosix.runtime.syscall;

import static org.mosix.runtime.syscall.Trusted.UNSAFE;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/** The classes whose natives use the {@code fd} field of their receiver. */
enum Streams {
  INPUT(FileInputStream.class),
  OUTPUT(FileOutputStream.class),
  RANDOM(RandomAccessFile.class),
  CHANNEL(channel());

  private static final Streams[] ALL = values();

  final Class<?> type;
  /** Of the field that holds the {@code FileDescriptor}. */
  final long offset;

  Streams(Class<?> type) {
    this.type = type;
    this.offset = UNSAFE.objectFieldOffset(type, "fd");
  }

  private static Class<?> channel() {
    try {
      return Class.forName("sun.nio.ch.FileChannelImpl", false, null);
    } catch (ClassNotFoundException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static Streams of(Object stream) {
    for (Streams known : ALL) {
      if (known.type.isInstance(stream)) {
        return known;
      }
    }
    throw new IllegalArgumentException("stream: " + stream.getClass().getName() + " (expected: a file stream, file or channel)");
  }

  /** The kind for natives of {@code owner}, with slashes; null if they are not those of a stream. */
  static Streams of(String owner) {
    for (Streams known : ALL) {
      if (known.type.getName().replace('.', '/').equals(owner)) {
        return known;
      }
    }
    return null;
  }

  /** What generated code knows of the layout of these classes, which depends on options of the VM. */
  static byte[] layout() {
    StringBuilder offsets = new StringBuilder();
    for (Streams known : ALL) {
      offsets.append(known.offset).append(' ');
    }
    return offsets.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static int kind(Object stream) {
    return of(stream).ordinal();
  }

  static Object descriptor(Object stream) {
    return UNSAFE.getReference(stream, of(stream).offset);
  }

  static Object create(int kind, FileDescriptor descriptor) {
    Object stream = Trusted.allocate(ALL[kind].type);
    UNSAFE.putReference(stream, ALL[kind].offset, descriptor);
    return stream;
  }
}
