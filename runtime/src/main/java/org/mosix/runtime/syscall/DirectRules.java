package org.mosix.runtime.syscall;

import java.util.Set;

/** What becomes of a call on a file that this JVM has open as well as home or its node. */
enum DirectRules {
  /** Moves bytes or the position: carried out here. */
  HERE,
  /** Closes it: here first, then there. */
  CLOSES,
  /** Has nothing to do with bytes or position: carried out there. */
  THERE,
  /** Could differ if it were done here (locks, copies between descriptors): there, and from now on everything. */
  LEAVES;

  private static final Set<String> STREAMS = Set.of("java/io/FileInputStream", "java/io/FileOutputStream", "java/io/RandomAccessFile");
  private static final Set<String> OF_STREAMS = Set.of("read0", "readBytes", "readBytes0", "length", "length0", "position0", "skip0",
      "available0", "write", "write0", "writeBytes", "writeBytes0", "getFilePointer", "seek0", "setLength", "setLength0");
  private static final Set<String> CHANNELS = Set.of("sun/nio/ch/FileDispatcherImpl", "sun/nio/ch/UnixFileDispatcherImpl");
  private static final Set<String> OF_CHANNELS = Set.of("read0", "readv0", "write0", "writev0", "pread0", "pwrite0", "seek0", "size0",
      "truncate0", "force0", "available0");
  private static final Set<String> NUMBERS = Set.of("sun/nio/fs/UnixNativeDispatcher");
  private static final Set<String> OF_NUMBERS = Set.of("read", "read0", "write", "write0");
  private static final Set<String> CLOSING = Set.of("close0", "cleanupClose0", "closeIntFD", "preClose0");
  private static final Set<String> NEUTRAL = Set.of("isRegularFile0", "getAppend", "fstat", "fstat0", "fchmod", "fchmod0", "fchown",
      "fchown0", "futimes", "futimens", "futimens0", "fgetxattr0", "flistxattr", "fsetxattr0", "fremovexattr0", "posix_fadvise",
      "setDirect0", "init", "map0", "isOther0");

  private static final DirectRules[] BY_INDEX = RemoteSyscallTable.all().stream().map(DirectRules::find).toArray(DirectRules[]::new);

  static DirectRules of(NativeMethod method) {
    return BY_INDEX[method.index()];
  }

  private static DirectRules find(NativeMethod method) {
    String name = method.name();
    boolean here = STREAMS.contains(method.owner()) && OF_STREAMS.contains(name)
        || CHANNELS.contains(method.owner()) && OF_CHANNELS.contains(name)
        || NUMBERS.contains(method.owner()) && OF_NUMBERS.contains(name)
        || method.owner().equals("java/io/FileDescriptor") && name.startsWith("sync");
    if (here) {
      return HERE;
    }
    return CLOSING.contains(name) ? CLOSES : NEUTRAL.contains(name) ? THERE : LEAVES;
  }
}
