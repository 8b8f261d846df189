package org.mosix.runtime.image;

import java.util.ArrayDeque;

/** A stack of objects in segments, so that it grows without copying and without huge arrays. Not cleared: it lives shortly. */
final class RefStack {

  private static final int SEGMENT = 1 << 13;

  private final ArrayDeque<Object[]> full = new ArrayDeque<>();
  private Object[] top = new Object[SEGMENT];
  private Object[] spare;
  private int n;

  void push(Object o) {
    if (n == SEGMENT) {
      full.push(top);
      top = spare != null ? spare : new Object[SEGMENT];
      spare = null;
      n = 0;
    }
    top[n++] = o;
  }

  /** Null when empty. */
  Object pop() {
    if (n == 0) {
      if (full.isEmpty()) {
        return null;
      }
      spare = top;
      top = full.pop();
      n = SEGMENT;
    }
    return top[--n];
  }
}
