package org.mosix.boot;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import jdk.internal.misc.Unsafe;

/**
 * Descriptors duplicated for the time of a read. A native read that has begun has hold of its file: whoever closes the stream does not end it, and it
 * gets what comes, or the end. The wait before it must have the same hold.
 */
public final class SysKept {

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  private SysKept() {}

  /** Found when somebody waits. */
  private static final class Natives {
    static final MethodHandle DUPLICATE = SysNative.find("sun.nio.fs.UnixNativeDispatcher", "dup", MethodType.methodType(int.class, int.class));
    static final MethodHandle CLEAN = SysNative.find("java.io.FileCleanable", "register", MethodType.methodType(void.class, FileDescriptor.class));
    static final MethodHandle CLOSE = close();
    static final long OF_INPUT = UNSAFE.objectFieldOffset(FileInputStream.class, "fd");
    static final long OF_FILE = UNSAFE.objectFieldOffset(RandomAccessFile.class, "fd");

    private static MethodHandle close() {
      try {
        return SysNative.trusted().findVirtual(FileDescriptor.class, "close", MethodType.methodType(void.class));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /** Loads this class. */
  static void prepare() {}

  /** {@code fd} itself if a read of it does not wait; else another one of the same file, at home if {@code fd} is there. */
  static FileDescriptor keep(FileDescriptor fd) throws IOException {
    if (!SysDescriptors.mayBlock(fd)) {
      return fd;
    }
    int number = Sys.descriptor(fd) ? SysDescriptors.home().keep(fd) : duplicate(fd);
    if (number < 0) {
      return fd;
    }
    FileDescriptor kept = new FileDescriptor();
    SysNative.number(kept, number);
    try {
      Natives.CLEAN.invokeExact(kept);
    } catch (Throwable e) {
      throw failed(e);
    }
    return kept;
  }

  /** The number of another descriptor of the same file of this JVM; -1 if a read does not wait. */
  public static int duplicate(FileDescriptor fd) throws IOException {
    try {
      return SysNative.number(fd) < 0 || SysNative.readable(fd, 0) ? -1 : (int) Natives.DUPLICATE.invokeExact(SysNative.number(fd));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** A stream that reads {@code kept}, and does not wait. */
  static FileInputStream input(FileDescriptor kept) {
    return (FileInputStream) around(kept, FileInputStream.class, Natives.OF_INPUT);
  }

  /** The same for a file. */
  static RandomAccessFile file(FileDescriptor kept) {
    return (RandomAccessFile) around(kept, RandomAccessFile.class, Natives.OF_FILE);
  }

  private static Object around(FileDescriptor kept, Class<?> type, long field) {
    try {
      Object stream = UNSAFE.allocateInstance(type);
      UNSAFE.putReference(stream, field, kept);
      return stream;
    } catch (InstantiationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The read is over: {@code read} has read, for {@code stream}. If it failed, what was kept is closed when it is collected. */
  public static void done(Object read, Object stream) throws IOException {
    if (read == stream) {
      return;
    }
    long field = read instanceof FileInputStream ? Natives.OF_INPUT : Natives.OF_FILE;
    try {
      Natives.CLOSE.invokeExact((FileDescriptor) UNSAFE.getReference(read, field));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static IOException failed(Throwable e) throws IOException {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof IOException failure ? failure : new IOException(e);
  }
}
