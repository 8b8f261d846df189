package org.mosix.runtime.syscall;

import java.io.IOException;

/** One deputy or file server, as it is asked from here. */
final class Peer {

  private final SyscallLink link;
  private final Callers callers = new Callers();

  Peer(SyscallLink link) {
    this.link = link;
  }

  /** What follows the head of a request. */
  interface Body {
    void write(Wire out);
  }

  SyscallLink link() {
    return link;
  }

  byte[] ask(int operation, Body body) throws IOException {
    Callers.Slot slot = callers.take();
    try {
      Wire out = new Wire(128);
      new Request(callers.session, slot.number, ++slot.sequence, operation).write(out);
      body.write(out);
      return link.call(out.toBytes());
    } finally {
      callers.give(slot);
    }
  }
}
