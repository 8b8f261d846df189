package org.mosix.runtime.process;

import io.netty.buffer.Unpooled;
import java.lang.invoke.MethodHandle;
import java.util.Hashtable;
import jdk.internal.misc.Signal;
import org.mosix.boot.SignalGate;
import org.mosix.link.Link;
import org.mosix.runtime.jvm.Internals;
import org.mosix.runtime.move.FrameType;

/**
 * Signals that the home JVM gets while the process is away: its handlers and shutdown hooks are there. What the system does with a signal
 * stays as the program wanted it, and is changed here when the program wants it otherwise; so a signal comes here only if the program has
 * a handler. The program's own table of handlers travels.
 */
final class Signals {

  private static final MethodHandle HANDLERS = handlers();

  private Signals() {}

  private static MethodHandle handlers() {
    try {
      return Internals.TRUSTED.findStaticGetter(Signal.class, "handlers", Hashtable.class);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("jdk.internal.misc.Signal.handlers is not as expected in this JDK", e);
    }
  }

  /** From now on signals go to the process at this guest; first those that have waited. */
  static void passTo(Link link) {
    SignalGate.passTo(number -> link.send(FrameType.SIGNAL, 0, Unpooled.copyInt(number)));
    forget();
  }

  /** The program's handlers here would keep its objects. */
  private static void forget() {
    try {
      ((Hashtable<?, ?>) HANDLERS.invokeExact()).clear();
    } catch (Throwable e) {
      throw new IllegalStateException("handlers of signals cannot be forgotten", e);
    }
  }
}
