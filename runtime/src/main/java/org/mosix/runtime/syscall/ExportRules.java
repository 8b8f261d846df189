package org.mosix.runtime.syscall;

import java.util.Set;

/** Which natives another node may have carried out on the files a node exports, and what each needs. */
final class ExportRules {

  private static final Set<String> OWNERS = Set.of("java/io/FileDescriptor", "java/io/FileCleanable", "java/io/FileInputStream",
      "java/io/FileOutputStream", "java/io/RandomAccessFile", "java/io/UnixFileSystem", "sun/nio/fs/UnixNativeDispatcher",
      "sun/nio/fs/LinuxNativeDispatcher", "sun/nio/fs/UnixCopyFile", "sun/nio/fs/UnixFileSystem", "sun/nio/ch/FileDispatcherImpl",
      "sun/nio/ch/UnixFileDispatcherImpl", "sun/nio/ch/UnixDispatcher", "sun/nio/ch/FileChannelImpl", "sun/nio/ch/FileKey");

  /** Locks belong to a process, and one file server serves many; devices and pipes are no files. */
  private static final Set<String> REFUSED = Set.of("lock0", "release0", "map0", "mknod0");

  private static final Set<String> CHANGES_BY_NAME = Set.of("createDirectory", "createDirectory0", "createFileExclusively",
      "createFileExclusively0", "delete0", "rename0", "setLastModifiedTime", "setLastModifiedTime0", "setPermission", "setPermission0",
      "setReadOnly", "setReadOnly0", "chmod0", "chown0", "lchown0", "link0", "mkdir0", "rmdir0", "symlink0", "unlink0", "unlinkat0",
      "renameat0", "utimes0", "lutimes0", "utimensat0", "fchmodat0");

  private static final Set<String> CHANGES_ATTRIBUTES = Set.of("fchmod", "fchmod0", "fchown", "fchown0", "futimes", "futimens",
      "futimens0", "fsetxattr0", "fremovexattr0");

  /** Of a native that names a symbolic link itself, not what it points to. */
  private static final Set<String> ABOUT_LINKS = Set.of("lstat0", "lchown0", "lutimes0", "unlink0", "rmdir0", "rename0", "renameat0",
      "link0", "symlink0", "mkdir0", "readlink0", "unlinkat0", "delete0", "createDirectory", "createDirectory0", "createFileExclusively",
      "createFileExclusively0");

  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int W_OK = 2;
  private static final int ACCESS_MODE = 3;
  private static final int O_CREAT = 0x40;
  private static final int O_EXCL = 0x80;
  private static final int O_TRUNC = 0x200;
  /** Of {@code RandomAccessFile}. */
  private static final int READ_ONLY = 1;

  private ExportRules() {}

  /** True for natives on files, whoever carries them out. */
  static boolean isFile(NativeMethod method) {
    return OWNERS.contains(method.owner());
  }

  static boolean isServed(NativeMethod method) {
    return OWNERS.contains(method.owner()) && !REFUSED.contains(method.name());
  }

  /** What refuses it. */
  static int refusal(NativeMethod method) {
    return method.name().equals("lock0") || method.name().equals("release0") ? Errno.ENOLCK : Errno.ENOTSUP;
  }

  static boolean changesAttributes(NativeMethod method) {
    return CHANGES_ATTRIBUTES.contains(method.name());
  }

  static boolean opens(NativeMethod method) {
    return method.name().equals("open0") || method.name().equals("openat0");
  }

  /** Whether a symbolic link at the end of path number {@code i} of the arguments is followed. */
  static boolean follows(NativeMethod method, Object[] arguments) {
    switch (method.name()) {
      case "open0":
        return !method.owner().startsWith("sun/nio/fs/") || followsOpen((Integer) arguments[1]);
      case "openat0":
        return followsOpen((Integer) arguments[2]);
      case "fstatat0":
        return ((Integer) arguments[2] & AT_SYMLINK_NOFOLLOW) == 0;
      case "fchmodat0":
        return ((Integer) arguments[3] & AT_SYMLINK_NOFOLLOW) == 0;
      case "utimensat0":
        return ((Integer) arguments[4] & AT_SYMLINK_NOFOLLOW) == 0;
      default:
        return !ABOUT_LINKS.contains(method.name());
    }
  }

  private static boolean followsOpen(int flags) {
    return !DirectoryCalls.followsNot(flags) && (flags & (O_CREAT | O_EXCL)) != (O_CREAT | O_EXCL);
  }

  /** Whether what is exported for reading only refuses it. */
  static boolean writes(NativeMethod method, Object[] arguments) {
    switch (method.name()) {
      case "open0":
        return writesOpen(method, arguments);
      case "openat0":
        return writes((Integer) arguments[2]);
      case "access0":
        return ((Integer) arguments[1] & W_OK) != 0;
      case "checkAccess":
      case "checkAccess0":
        return ((Integer) arguments[2] & W_OK) != 0;
      default:
        return CHANGES_BY_NAME.contains(method.name());
    }
  }

  private static boolean writesOpen(NativeMethod method, Object[] arguments) {
    switch (method.owner()) {
      case "java/io/FileInputStream":
        return false;
      case "java/io/RandomAccessFile":
        return (Integer) arguments[2] != READ_ONLY;
      case "java/io/FileOutputStream":
        return true;
      default:
        return writes((Integer) arguments[1]);
    }
  }

  private static boolean writes(int flags) {
    return (flags & ACCESS_MODE) != 0 || (flags & (O_CREAT | O_TRUNC)) != 0;
  }
}
