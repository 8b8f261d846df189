package org.mosix.runtime.syscall;

import org.mosix.boot.Sys;

/** Calls with two files in different places: at home, on a node, here. The JDK has a slower way for what is unsupported. */
final class Mixed {

  /** {@code sun.nio.ch.IOStatus.UNSUPPORTED}. */
  private static final long UNSUPPORTED = -4;
  private static final String NATIVES = "sun/nio/fs/UnixNativeDispatcher";
  private static final int BUFFER = 1 << 18;

  private Mixed() {}

  static Object call(RemoteCalls calls, NativeMethod method, Object[] arguments) throws Throwable {
    switch (method.name()) {
      case "transferTo0":
      case "transferFrom0":
        return UNSUPPORTED;
      case "directCopy0":
        return (int) UNSUPPORTED;
      case "rename0":
      case "renameat0":
      case "link0":
        return new Errno(Errno.EXDEV).tellAs(method, Place.named(method, arguments));
      case "transfer":
      case "bufferedCopy0":
        copy(calls, (Integer) arguments[0], (Integer) arguments[1]);
        return null;
      default:
        throw new UnsupportedOperationException(method + ": two files in different places (expected: both at home or on one node)");
    }
  }

  private static void copy(RemoteCalls calls, int to, int from) throws Throwable {
    NativeMethod read = present("read0", "read");
    NativeMethod write = present("write0", "write");
    try (Scratch scratch = new Scratch()) {
      long buffer = scratch.memory(BUFFER);
      for (int got = move(calls, read, from, buffer, BUFFER); got > 0; got = move(calls, read, from, buffer, BUFFER)) {
        for (int put = 0; put < got; ) {
          put += move(calls, write, to, buffer + put, got - put);
        }
      }
    }
  }

  private static int move(RemoteCalls calls, NativeMethod method, int number, long address, int length) throws Throwable {
    return Sys.descriptor(number) ? (Integer) calls.once(method, new Object[] {number, address, length})
        : (int) method.handle().invoke(number, address, length);
  }

  private static NativeMethod present(String name, String before25) {
    NativeMethod method = RemoteSyscallTable.find(NATIVES, name, "(IJI)I").orElseThrow();
    return method.find() != null ? method : RemoteSyscallTable.find(NATIVES, before25, "(IJI)I").orElseThrow();
  }
}
