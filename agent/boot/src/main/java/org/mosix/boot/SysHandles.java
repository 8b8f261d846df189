package org.mosix.boot;

import java.lang.invoke.MethodHandle;

/** Hands the JDK's own natives to the generated facade, which keeps them as constants. */
public final class SysHandles {

  private static MethodHandle[] natives;

  private SysHandles() {}

  /** For the facade's static initialiser; null once it has run. */
  public static void hand(MethodHandle[] handles) {
    natives = handles;
  }

  static MethodHandle take(int index) {
    return natives[index];
  }
}
