package org.mosix.runtime.syscall;

import java.io.IOException;
import java.lang.reflect.Method;
import org.mosix.boot.SysStack;

/** What a program gets for a call that no guest can serve yet: an exception that the native declares or throws, if there is one for texts. */
final class Refusal {

  private static final String LIBRARIES = "jdk/internal/loader/NativeLibraries";

  private Refusal() {}

  static Throwable of(NativeMethod method) {
    String text = method.className() + '.' + method.name() + ": " + method.reason();
    return SysStack.thrownBy(refusal(method, text), method.className(), method.name());
  }

  private static Throwable refusal(NativeMethod method, String text) {
    if (method.owner().equals(LIBRARIES)) {
      return new UnsatisfiedLinkError(text);
    }
    return declaresIo(method.find()) ? new IOException(text) : new UnsupportedOperationException(text);
  }

  private static boolean declaresIo(Method method) {
    for (Class<?> type : method.getExceptionTypes()) {
      if (type.isAssignableFrom(IOException.class)) {
        return true;
      }
    }
    return false;
  }
}
