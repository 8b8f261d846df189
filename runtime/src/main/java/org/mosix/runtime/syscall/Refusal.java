package org.mosix.runtime.syscall;

import java.io.IOException;
import java.lang.reflect.Method;
import org.mosix.boot.SysStack;

/** What a program gets for a call that no guest can serve yet: an exception that the native declares, if there is one for texts. */
final class Refusal {

  private Refusal() {}

  static Throwable of(NativeMethod method) {
    String text = method.className() + '.' + method.name() + ": " + method.reason();
    Throwable refusal = declaresIo(method.find()) ? new IOException(text) : new UnsupportedOperationException(text);
    return SysStack.thrownBy(refusal, method.className(), method.name());
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
