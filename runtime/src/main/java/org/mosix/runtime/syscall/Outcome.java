package org.mosix.runtime.syscall;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.mosix.boot.SysStack;

/** How a call ended, as the first byte of an answer, and the exceptions that natives throw. */
final class Outcome {

  static final byte DONE = 0;
  static final byte THROWN = 1;
  /** The deputy could not carry out the request: a defect of ours, or a damaged request. */
  static final byte REJECTED = 2;

  private static final String UNIX_EXCEPTION = "sun.nio.fs.UnixException";
  private static final long ERRNO = Trusted.UNSAFE.objectFieldOffset(Structs.boot(UNIX_EXCEPTION), "errno");

  private Outcome() {}

  static Wire thrown(Throwable thrown) {
    Wire out = new Wire(256).putByte(THROWN).putString(thrown.getClass().getName());
    int errno = errno(thrown);
    return errno != 0 ? out.putInt(errno).putBytes(ErrorTexts.ofFailure(errno)) : out.putInt(errno).putString(thrown.getMessage());
  }

  static byte[] rejected(Throwable why) {
    return new Wire(128).putByte(REJECTED).putString(why.toString()).toBytes();
  }

  /**
   * The exception that {@code native} threw elsewhere, as if it had thrown it here.
   *
   * @param home whether it did at home, whose words for errors are the program's
   */
  static Throwable rebuild(Wire.Reader in, NativeMethod method, boolean home) {
    String type = in.getString();
    int errno = in.getInt();
    return SysStack.thrownBy(errno != 0 ? numbered(type, errno, in.getBytes(), home) : create(type, errno, in.getString()), method.className(), method.name());
  }

  private static Throwable numbered(String type, int errno, byte[] text, boolean home) {
    if (home) {
      ErrorTexts.told(errno, text);
    } else {
      ErrorTexts.elsewhere(errno);
    }
    return create(type, errno, null);
  }

  /** The number in a {@code UnixException}; 0 for anything else. */
  static int errno(Throwable thrown) {
    return thrown.getClass().getName().equals(UNIX_EXCEPTION) ? Trusted.UNSAFE.getInt(thrown, ERRNO) : 0;
  }

  /** A {@code UnixException} with this number, or, if that is 0, with this message. */
  static Throwable unix(int errno, String message) {
    return create(UNIX_EXCEPTION, errno, message);
  }

  /** As reads of sockets throw it. */
  static Throwable connectionReset() {
    return create("sun.net.ConnectionResetException", 0, "Connection reset");
  }

  private static Throwable create(String name, int errno, String message) {
    try {
      Class<?> type = Structs.boot(name);
      if (errno != 0) {
        return (Throwable) constructor(type, int.class).invoke(errno);
      }
      return message == null ? withoutMessage(type) : (Throwable) constructor(type, String.class).invoke(message);
    } catch (Throwable e) {
      return new IllegalStateException(name + ": " + message, e);
    }
  }

  private static Throwable withoutMessage(Class<?> type) throws Throwable {
    try {
      return (Throwable) constructor(type).invoke();
    } catch (NoSuchMethodException e) {
      return (Throwable) constructor(type, String.class).invoke((String) null);
    }
  }

  private static MethodHandle constructor(Class<?> type, Class<?>... parameters)
      throws ReflectiveOperationException {
    return Trusted.LOOKUP.findConstructor(type, MethodType.methodType(void.class, parameters));
  }
}
