package org.mosix.runtime.syscall;

import java.security.SecureRandom;

/** Slots for calls under way. As many as ever were at the same time, so the deputy remembers as many answers, not one per thread. */
final class Callers {

  /** One call at a time. */
  static final class Slot {
    final int number;
    int sequence;
    private Slot next;

    private Slot(int number) {
      this.number = number;
    }
  }

  final long session = new SecureRandom().nextLong();
  private Slot free;
  private int count;

  synchronized Slot take() {
    Slot slot = free;
    if (slot == null) {
      return new Slot(count++);
    }
    free = slot.next;
    return slot;
  }

  synchronized void give(Slot slot) {
    slot.next = free;
    free = slot;
  }
}
