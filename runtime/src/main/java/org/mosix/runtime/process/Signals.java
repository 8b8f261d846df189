package org.mosix.runtime.process;

import io.netty.buffer.Unpooled;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.internal.misc.Signal;
import org.mosix.link.Link;
import org.mosix.runtime.move.FrameType;

/** Signals that the home JVM gets while the process is away: its handlers and shutdown hooks are there. */
final class Signals {

  private static final String[] NAMES = {"INT", "TERM", "HUP"};

  private final Map<Signal, Signal.Handler> before = new LinkedHashMap<>();
  private volatile Link guest;

  synchronized void passTo(Link link) {
    guest = link;
    if (before.isEmpty()) {
      for (String name : NAMES) {
        Signal signal = new Signal(name);
        before.put(signal, Signal.handle(signal, this::pass));
      }
    }
  }

  private void pass(Signal signal) {
    guest.send(FrameType.SIGNAL, 0, Unpooled.copyInt(signal.getNumber()));
  }

  synchronized void restore() {
    before.forEach(Signal::handle);
    before.clear();
    guest = null;
  }
}
