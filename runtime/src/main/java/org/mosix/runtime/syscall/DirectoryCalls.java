package org.mosix.runtime.syscall;

import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** The few system calls that walk a path one name at a time, by descriptors of directories: nothing can be slipped in between. */
final class DirectoryCalls {

  private static final String NATIVES = "sun/nio/fs/UnixNativeDispatcher";
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  /** {@code S_IFMT} and three of its values. */
  private static final int TYPE = 0xf000;
  private static final int DIRECTORY = 0x4000;
  private static final int REGULAR = 0x8000;
  private static final int LINK = 0xa000;

  private static final Class<?> ATTRIBUTES = Structs.boot("sun.nio.fs.UnixFileAttributes");
  private static final JdkField MODE = JdkField.of(ATTRIBUTES, "st_mode");
  private static final int NO_FOLLOW = (Integer) JdkField.of(Structs.boot("sun.nio.fs.UnixConstants"), "O_NOFOLLOW").get(null);

  private static final MethodHandle OPEN = handle("open0", "(JII)I");
  private static final MethodHandle OPEN_AT = handle("openat0", "(IJII)I");
  private static final MethodHandle STAT_AT = handle("fstatat0", "(IJILsun/nio/fs/UnixFileAttributes;)V");
  private static final MethodHandle READ_LINK = handle("readlink0", "(J)[B");
  private static final MethodHandle CLOSE = handle("close0", "(I)V");

  /** What a name stands for. */
  enum Kind {
    NOTHING,
    DIRECTORY,
    REGULAR,
    LINK,
    OTHER
  }

  private DirectoryCalls() {}

  private static MethodHandle handle(String name, String descriptor) {
    return RemoteSyscallTable.find(NATIVES, name, descriptor).orElseThrow().handle();
  }

  static boolean followsNot(int flags) {
    return (flags & NO_FOLLOW) != 0;
  }

  static byte[] bytes(String path) {
    return path.getBytes(StandardCharsets.UTF_8);
  }

  /** Opens a directory by its path. */
  static int open(String directory) throws Errno {
    return (int) call(scratch -> OPEN.invoke(scratch.cString(bytes(directory)), 0, 0));
  }

  /** Opens a file with the flags of {@code open(2)}. */
  static int openFile(String path, int flags) throws Errno {
    return (int) call(scratch -> OPEN.invoke(scratch.cString(bytes(path)), flags, 0));
  }

  /** Opens a directory by its name in another; a symbolic link is an error. */
  static int open(int in, byte[] name) throws Errno {
    return (int) call(scratch -> OPEN_AT.invoke(in, scratch.cString(name), NO_FOLLOW, 0));
  }

  static Kind kind(int in, byte[] name) throws Errno {
    Object attributes = Trusted.allocate(ATTRIBUTES);
    try {
      call(scratch -> {
        STAT_AT.invoke(in, scratch.cString(name), AT_SYMLINK_NOFOLLOW, attributes);
        return null;
      });
    } catch (Errno e) {
      if (e.number() == Errno.ENOENT) {
        return Kind.NOTHING;
      }
      throw e;
    }
    return switch ((Integer) MODE.get(attributes) & TYPE) {
      case DIRECTORY -> Kind.DIRECTORY;
      case REGULAR -> Kind.REGULAR;
      case LINK -> Kind.LINK;
      default -> Kind.OTHER;
    };
  }

  /** What a symbolic link says. */
  static byte[] readLink(String path) throws Errno {
    return (byte[]) call(scratch -> READ_LINK.invoke(scratch.cString(bytes(path))));
  }

  static void close(int descriptor) {
    try {
      CLOSE.invoke(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException("close of descriptor " + descriptor, e);
    }
  }

  private interface Call {
    Object run(Scratch scratch) throws Throwable;
  }

  private static Object call(Call call) throws Errno {
    try (Scratch scratch = new Scratch()) {
      return call.run(scratch);
    } catch (Throwable e) {
      int number = Errno.of(e);
      if (number == 0) {
        throw new IllegalStateException(e);
      }
      throw new Errno(number);
    }
  }
}
