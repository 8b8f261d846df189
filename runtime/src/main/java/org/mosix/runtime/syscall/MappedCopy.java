package org.mosix.runtime.syscall;

import java.io.FileDescriptor;
import java.io.IOException;
import org.mosix.boot.SysStack;

/**
 * {@code FileChannel.map} of a home file on a guest. A read-only or private mapping becomes {@link AnonymousMemory} with the file's content at
 * this moment. What others write to the file later does not show in it, which POSIX leaves open for private mappings and Java for all.
 */
final class MappedCopy {

  /** {@code MAP_RW} of {@code FileChannelImpl} (17) and {@code FileDispatcher} (25). */
  private static final int SHARED = 1;

  private final RemoteCalls calls;
  private final NativeMethod method;
  private final Object file;
  private final int protection;
  private final long position;
  private final long length;

  MappedCopy(RemoteCalls calls, NativeMethod method, Object[] arguments) {
    this.calls = calls;
    this.method = method;
    this.file = arguments[0] instanceof FileDescriptor ? arguments[0] : Streams.descriptor(arguments[0]);
    this.protection = (Integer) arguments[1];
    this.position = (Long) arguments[2];
    this.length = (Long) arguments[3];
  }

  /** The address, as from the native. */
  Object map() throws Throwable {
    if (protection == SHARED) {
      throw SysStack.thrownBy(
          new IOException("a shared writable mapping cannot be made away from home: its writes would not reach the file"),
          method.className(), method.name());
    }
    long address = AnonymousMemory.map(length);
    fill(address);
    return address;
  }

  private void fill(long address) throws Throwable {
    NativeMethod read = read();
    long done = 0;
    while (done < length) {
      int part = (int) Math.min(RemoteCalls.CHUNK, length - done);
      int moved = (Integer) calls.once(read, new Object[] {file, address + done, part, position + done});
      if (moved <= 0) {
        return; // the mapping ends behind the file: zeros, as in the last page of a real one
      }
      done += moved;
    }
  }

  private static NativeMethod read() {
    for (String owner : new String[] {"sun/nio/ch/UnixFileDispatcherImpl", "sun/nio/ch/FileDispatcherImpl"}) {
      NativeMethod found = RemoteSyscallTable.find(owner, "pread0", "(Ljava/io/FileDescriptor;JIJ)I").orElseThrow();
      if (found.find() != null) {
        return found;
      }
    }
    throw new IllegalStateException("no native pread0 in Java " + Runtime.version());
  }
}
