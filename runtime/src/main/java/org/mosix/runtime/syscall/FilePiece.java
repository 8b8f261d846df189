package org.mosix.runtime.syscall;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;

/**
 * Bytes of a file that were read ahead.
 *
 * @param position of the first in the file
 * @param fileLength when they were read
 * @param changes of {@link SequentialFiles#changes} before they were read
 * @param asked when, {@code System.nanoTime}
 */
record FilePiece(byte[] bytes, long position, long fileLength, long changes, long asked) {

  /** Older bytes are read again: others at home may have written. */
  private static final long LIFE_NANOS = 100_000_000L;

  /** At home: reads without moving the position; {@code position} is -1 for where that is. */
  static Wire read(FileDescriptor file, long position, int length, Wire out) throws Throwable {
    long from = position < 0 ? DirectFiles.seek(file, -1) : position;
    try (Scratch scratch = new Scratch()) {
      long memory = scratch.memory(length);
      int read = (int) Natives.READ.invokeExact(file, memory, length, from);
      return out.putLong(from).putLong((long) Natives.LENGTH.invokeExact(file)).putMemory(memory, Math.max(0, read));
    }
  }

  static FilePiece of(Wire.Reader in, long changes, long asked) {
    long position = in.getLong();
    long fileLength = in.getLong();
    return new FilePiece(in.getBytes(), position, fileLength, changes, asked);
  }

  /** The native that {@link #read} stands for, as which it is counted. */
  static NativeMethod counted() {
    return Natives.METHOD;
  }

  /** Found when first used. */
  private static final class Natives {
    static final NativeMethod METHOD = find("pread0", "(Ljava/io/FileDescriptor;JIJ)I");
    static final MethodHandle READ = METHOD.handle();
    static final MethodHandle LENGTH = find("size0", "(Ljava/io/FileDescriptor;)J").handle();

    private static NativeMethod find(String name, String descriptor) {
      NativeMethod since21 = RemoteSyscallTable.find("sun/nio/ch/UnixFileDispatcherImpl", name, descriptor).orElseThrow();
      return since21.find() != null ? since21 : RemoteSyscallTable.find("sun/nio/ch/FileDispatcherImpl", name, descriptor).orElseThrow();
    }
  }

  long end() {
    return position + bytes.length;
  }

  /** Whether a read at {@code at} would give the same now, as far as this process can know. */
  boolean isFresh(long changesNow) {
    return changes == changesNow && System.nanoTime() - asked < LIFE_NANOS;
  }

  boolean holds(long at) {
    return at >= position && at < end();
  }
}
