package org.mosix.daemon;

import org.mosix.balance.NodeMask;

/**
 * What its owner wants of a process. Kept by its home.
 *
 * @param locked it is not moved for the sake of load
 * @param mask nodes it may go to
 * @param priority those of higher priority leave a loaded node first
 */
record Terms(boolean locked, NodeMask mask, int priority) {

  static final Terms NONE = new Terms(false, NodeMask.ALL, 0);

  Terms withLocked(boolean on) {
    return new Terms(on, mask, priority);
  }

  Terms withMask(NodeMask nodes) {
    return new Terms(locked, nodes, priority);
  }

  Terms withPriority(int value) {
    return new Terms(locked, mask, value);
  }
}
