package org.mosix.balance;

import java.util.EnumSet;
import java.util.Set;

/** What a node tells of its state and its policies, one bit each; the order is part of the message format. */
public enum NodeFlag {
  /** No process is moved automatically from here. */
  STAY,
  /** Processes whose home this is stay; guests may go. */
  LSTAY,
  /** Guests are refused. */
  BLOCK,
  /** Guests are being sent away. */
  EXPEL,
  /** Little memory is free, or pages go to and come from swap: accepts nobody, and gives what it must. */
  SWAPPING,
  /** Is leaving the cluster: send nothing there, and forget it. */
  LEAVING;

  /** If set, a node that shows it accepts no guests. */
  public boolean refuses() {
    return this == BLOCK || this == EXPEL || this == SWAPPING || this == LEAVING;
  }

  static int bits(Set<NodeFlag> flags) {
    int bits = 0;
    for (NodeFlag flag : flags) {
      bits |= 1 << flag.ordinal();
    }
    return bits;
  }

  /** @throws IllegalArgumentException if a bit has no meaning */
  static Set<NodeFlag> of(int bits) {
    Set<NodeFlag> flags = EnumSet.noneOf(NodeFlag.class);
    for (NodeFlag flag : values()) {
      if ((bits & 1 << flag.ordinal()) != 0) {
        flags.add(flag);
      }
    }
    if (bits >>> values().length != 0) {
      throw new IllegalArgumentException("flags: 0x" + Integer.toHexString(bits) + " (expected: bits 0 to " + (values().length - 1) + ")");
    }
    return flags;
  }
}
