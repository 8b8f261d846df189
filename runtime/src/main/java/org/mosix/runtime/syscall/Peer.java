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

  /** @param after how many batches of what is done behind home has to carry out before */
  byte[] ask(int after, int operation, Body body) throws IOException {
    Callers.Slot slot = callers.take();
    try {
      return link.call(request(slot, after, operation, body));
    } finally {
      callers.give(slot);
    }
  }

  /** The same, but does not wait. */
  void send(int after, int operation, Body body, SyscallLink.Answered answered) {
    Callers.Slot slot = callers.take();
    link.send(request(slot, after, operation, body), (answer, failure) -> {
      callers.give(slot);
      answered.answered(answer, failure);
    });
  }

  private byte[] request(Callers.Slot slot, int after, int operation, Body body) {
    Wire out = new Wire(128);
    new Request(callers.session, slot.number, ++slot.sequence, after, operation).write(out);
    body.write(out);
    return out.toBytes();
  }
}
