package org.mosix.runtime.process;

import java.lang.invoke.MethodHandle;
import org.mosix.runtime.capture.MainThread;
import org.mosix.runtime.jvm.Internals;

/**
 * Tells home how the program ended here when its last thread did. {@code System.exit} needs nothing of this: the JDK's call that ends the
 * JVM is a system call, and goes home by itself.
 */
public final class GuestEnd {

  /** After the console, the program's hooks and the files to be deleted. */
  private static final int LAST_SLOT = 9;

  private GuestEnd() {}

  /** Registers it; once, in a guest. */
  public static void install(MainThread main) {
    try {
      MethodHandle add =
          Internals.method(Class.forName("java.lang.Shutdown"), "add", int.class, boolean.class, Runnable.class);
      Runnable last = () -> end(main);
      add.invokeExact(LAST_SLOT, false, last);
    } catch (Throwable e) {
      throw new LinkageError("java.lang.Shutdown is not as expected in this JDK", e);
    }
  }

  private static void end(MainThread main) {
    if (Thread.currentThread().getName().equals("DestroyJavaVM")) {
      // Shutdown.halt is rewritten like every class of a guest: this goes home, and ends both JVMs.
      Runtime.getRuntime().halt(main.hasThrown() ? 1 : 0);
    }
  }
}
