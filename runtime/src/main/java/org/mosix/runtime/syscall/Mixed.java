package org.mosix.runtime.syscall;

import java.util.List;
import org.mosix.boot.Sys;

/** Calls with two descriptors of which one is home's and one is the guest's own: the JDK has a slower way for what is unsupported. */
final class Mixed {

  /** {@code sun.nio.ch.IOStatus.UNSUPPORTED}. */
  private static final long UNSUPPORTED = -4;

  private Mixed() {}

  static boolean isUnsupported(NativeMethod method, Object[] arguments) {
    List<Passing> passing = method.passing();
    int home = 0;
    int here = 0;
    for (int i = 0; i < passing.size(); i++) {
      int number;
      if (passing.get(i) == Passing.DESCRIPTOR) {
        number = Descriptors.number(arguments[i]);
      } else if (passing.get(i) == Passing.NUMBER) {
        number = (Integer) arguments[i];
      } else {
        continue;
      }
      if (Sys.descriptor(number)) {
        home++;
      } else if (number >= 0) {
        here++;
      }
    }
    return home > 0 && here > 0;
  }

  static Object unsupported(NativeMethod method) {
    switch (method.name()) {
      case "transferTo0":
      case "transferFrom0":
        return UNSUPPORTED;
      case "directCopy0":
        return (int) UNSUPPORTED;
      default:
        throw new UnsupportedOperationException(
            method + ": one file is at home, the other in this node's own installation; copy it by a stream");
    }
  }
}
