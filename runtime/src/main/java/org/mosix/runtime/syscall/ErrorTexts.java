package org.mosix.runtime.syscall;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.mosix.boot.Sys;

/**
 * {@code strerror(3)} for errors that happened elsewhere. The JDK's native tells the last error of the thread that calls it, whatever
 * number it is given (seen in Java 17 to 25): right only behind the call that failed, on its thread. So whoever carries out a call asks
 * for the text there, and sends it with the number.
 */
final class ErrorTexts {

  /** In the words of home, whose language may be another than that of {@link LinuxErrors}. */
  private static final ConcurrentMap<Integer, byte[]> TOLD = new ConcurrentHashMap<>();

  private ErrorTexts() {}

  static boolean isCall(NativeMethod method) {
    return method.name().equals("strerror");
  }

  /** What the JDK's native says behind a call that has failed with {@code number} on this thread; null if that is another error's text. */
  static byte[] ofFailure(int number) {
    try {
      byte[] text = (byte[]) RemoteSyscallTable.find("sun/nio/fs/UnixNativeDispatcher", "strerror", "(I)[B").orElseThrow().handle().invoke(number);
      int said = LinuxErrors.number(new String(text, StandardCharsets.ISO_8859_1));
      return said == number || said == 0 ? text : null;
    } catch (Throwable e) {
      throw new IllegalStateException("strerror", e);
    }
  }

  /** @param textOrNull of home */
  static void told(int number, byte[] textOrNull) {
    if (textOrNull != null) {
      TOLD.put(number, textOrNull);
    }
  }

  /** An error of another node: the thread here has met none. */
  static void elsewhere(int number) {
    Sys.errorElsewhere(number);
  }

  static byte[] of(int number) {
    byte[] text = TOLD.get(number);
    return text != null ? text.clone() : LinuxErrors.text(number).getBytes(StandardCharsets.US_ASCII);
  }
}
