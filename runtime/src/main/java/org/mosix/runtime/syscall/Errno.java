package org.mosix.runtime.syscall;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.objectweb.asm.Type;

/** Errors of system calls that we find ourselves, told as the JDK's native would tell them. */
final class Errno extends Exception {

  // Numbers of Linux, the same on all its processors.
  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EBADF = 9;
  static final int EACCES = 13;
  static final int EXDEV = 18;
  static final int ENOTDIR = 20;
  static final int EMFILE = 24;
  static final int EROFS = 30;
  static final int ENOLCK = 37;
  static final int ELOOP = 40;
  static final int ENOTSUP = 95;

  private static final long serialVersionUID = 1L;
  private static final String NIO = "sun/nio/fs/";

  private final int number;

  Errno(int number) {
    super("errno " + number, null, false, false);
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The number of a {@code UnixException}; 0 for anything else. */
  static int of(Throwable thrown) {
    return Outcome.errno(thrown);
  }

  /**
   * What {@code method} does when it meets this error: the value it returns, or an exception.
   *
   * @param path what was named; null if the call names a descriptor
   */
  Object tellAs(NativeMethod method, String path) throws Throwable {
    return tell(method, path, number, LinuxErrors.text(number));
  }

  /** The same for what has no number, with the reason. */
  static Object tell(NativeMethod method, String path, String reason) throws Throwable {
    return tell(method, path, 0, reason);
  }

  private static Object tell(NativeMethod method, String path, int number, String reason) throws Throwable {
    if (method.owner().startsWith(NIO)) {
      return nio(method, number, reason);
    }
    if (method.owner().equals("java/io/UnixFileSystem") && !method.name().startsWith("canonicalize") && !method.name().startsWith("createFileExclusively")) {
      return nothing(Type.getReturnType(method.descriptor()));
    }
    throw method.name().equals("open0") ? new FileNotFoundException(path + " (" + reason + ")") : new IOException(reason);
  }

  private static Object nio(NativeMethod method, int number, String reason) throws Throwable {
    boolean answersNumber = number != 0 && (method.name().equals("stat0") || method.name().equals("access0"))
        && Type.getReturnType(method.descriptor()) == Type.INT_TYPE;
    if (answersNumber) {
      return number;
    }
    if (method.name().equals("exists0") || method.name().equals("stat1")) {
      return nothing(Type.getReturnType(method.descriptor()));
    }
    ErrorTexts.elsewhere(number);
    throw Outcome.unix(number, reason);
  }

  /** How the natives of java.io say that it did not work. */
  private static Object nothing(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> false;
      case Type.INT -> 0;
      case Type.LONG -> 0L;
      default -> null;
    };
  }
}
