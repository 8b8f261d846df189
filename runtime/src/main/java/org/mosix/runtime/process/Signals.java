package org.mosix.runtime.process;

import io.netty.buffer.Unpooled;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import jdk.internal.misc.Signal;
import org.mosix.link.Link;
import org.mosix.runtime.jvm.Internals;
import org.mosix.runtime.move.FrameType;

/**
 * Signals that the home JVM gets while the process is away: its handlers and shutdown hooks are there. What the system does with a signal
 * stays as the program wanted it, and is changed here when the program wants it otherwise; so a signal comes here only if the program has
 * a handler. The program's own table of handlers travels: at home it is filled with ours, and with the program's when the process comes back.
 */
final class Signals {

  /** The largest number of a signal on Linux. */
  private static final int LAST = 64;

  private static final MethodHandle HANDLERS = table("handlers");
  private static final MethodHandle SIGNALS = table("signals");

  /** Null while the process is here, or on its way: what comes then waits. */
  private Link guest;
  private boolean here;
  private final List<Integer> waiting = new ArrayList<>();

  private static MethodHandle table(String name) {
    try {
      return Internals.TRUSTED.findStaticGetter(Signal.class, name, Hashtable.class);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("jdk.internal.misc.Signal." + name + " is not as expected in this JDK", e);
    }
  }

  /** From now on signals wait. */
  synchronized void hold() {
    guest = null;
    here = false;
  }

  /** From now on signals go to the process at this guest; first those that have waited. */
  void passTo(Link link) {
    takeAll();
    deliverTo(link);
  }

  private synchronized void deliverTo(Link link) {
    guest = link;
    here = false;
    waiting.forEach(this::send);
    waiting.clear();
  }

  @SuppressWarnings("unchecked")
  private void takeAll() {
    try {
      Hashtable<Signal, Signal.Handler> handlers = (Hashtable<Signal, Signal.Handler>) HANDLERS.invokeExact();
      Hashtable<Integer, Signal> signals = (Hashtable<Integer, Signal>) SIGNALS.invokeExact();
      handlers.clear();
      for (int number = 1; number <= LAST; number++) {
        Signal signal = numbered(number);
        signals.put(number, signal);
        handlers.put(signal, this::pass);
      }
    } catch (Throwable e) {
      throw new IllegalStateException("signals cannot be passed on", e);
    }
  }

  private static Signal numbered(int number) throws InstantiationException {
    Signal signal = (Signal) Internals.UNSAFE.allocateInstance(Signal.class);
    Internals.UNSAFE.putInt(signal, Internals.offset(Signal.class, "number"), number);
    Internals.UNSAFE.putReference(signal, Internals.offset(Signal.class, "name"), String.valueOf(number));
    return signal;
  }

  private synchronized void pass(Signal signal) {
    if (here) {
      // It came when the process was on its way, and the VM had looked for its handler before: the process has come first.
      GuestSignals.raise(signal.getNumber());
    } else if (guest == null) {
      waiting.add(signal.getNumber());
    } else {
      send(signal.getNumber());
    }
  }

  private void send(int number) {
    guest.send(FrameType.SIGNAL, 0, Unpooled.copyInt(number));
  }

  /** The process has come back, and its handlers with it. */
  synchronized void end() {
    here = true;
    for (int number : waiting) {
      GuestSignals.raise(number);
    }
    waiting.clear();
  }
}
