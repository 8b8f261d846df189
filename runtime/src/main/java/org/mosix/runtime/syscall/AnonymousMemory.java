package org.mosix.runtime.syscall;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Memory of this JVM that no file is behind: private mappings of {@code /dev/zero}, which the JDK unmaps like those of any file. */
public final class AnonymousMemory {

  /** {@code MAP_PV} of {@code FileChannelImpl} (17) and {@code FileDispatcher} (25). */
  private static final int PRIVATE = 2;

  private static FileInputStream zeros;

  private AnonymousMemory() {}

  /** Found with the first mapping. */
  private static final class Native {
    private static final NativeMethod OF_FILE =
        RemoteSyscallTable.find("sun/nio/ch/UnixFileDispatcherImpl", "map0", "(Ljava/io/FileDescriptor;IJJZ)J").orElseThrow();
    private static final NativeMethod OF_CHANNEL = RemoteSyscallTable.find("sun/nio/ch/FileChannelImpl", "map0", "(IJJZ)J").orElseThrow();

    private Native() {}

    static long map(FileDescriptor file, long length) throws Throwable {
      return OF_FILE.find() != null
          ? (long) OF_FILE.handle().invoke(file, PRIVATE, 0L, length, false)
          : (long) OF_CHANNEL.handle().invoke(Streams.create(Streams.CHANNEL.ordinal(), file), PRIVATE, 0L, length, false);
    }
  }

  /** Opens this node's own {@code /dev/zero}, while all calls are local. */
  static synchronized void prepare() {
    if (zeros == null) {
      try {
        zeros = new FileInputStream("/dev/zero");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The address of so many bytes. */
  public static synchronized long map(long length) throws IOException {
    try {
      return Native.map(zeros.getFD(), length);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("mmap", e);
    }
  }
}
