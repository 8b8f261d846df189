package org.mosix.runtime.process;

import java.lang.invoke.MethodHandle;
import jdk.internal.misc.Signal;
import org.mosix.runtime.jvm.Internals;

/** Delivers a signal that home got to the program's handlers here, or to the JVM's own, which runs the shutdown hooks. */
final class GuestSignals {

  private static final MethodHandle DISPATCH = Internals.method(Signal.class, "dispatch", int.class);

  private GuestSignals() {}

  static void raise(int number) {
    try {
      DISPATCH.invokeExact(number);
    } catch (Throwable e) {
      throw new IllegalStateException("signal " + number + " cannot be delivered", e);
    }
  }
}
