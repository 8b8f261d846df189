package org.mosix.runtime.image;

import java.util.Arrays;

/** A stack of objects in segments, so that it grows without copying and without huge arrays. Not cleared: it lives shortly. */
final class RefStack {

  private static final int SEGMENT = 1 << 13;

  /** A plain array: its code runs where compiled code of the JDK has been discarded. */
  private Object[][] full = new Object[16][];
  private int count;
  private Object[] top = new Object[SEGMENT];
  private Object[] spare;
  private int n;

  void push(Object o) {
    if (n == SEGMENT) {
      if (count == full.length) {
        full = Arrays.copyOf(full, count << 1);
      }
      full[count++] = top;
      top = spare != null ? spare : new Object[SEGMENT];
      spare = null;
      n = 0;
    }
    top[n++] = o;
  }

  /** Null when empty. */
  Object pop() {
    if (n == 0) {
      if (count == 0) {
        return null;
      }
      spare = top;
      top = full[--count];
      n = SEGMENT;
    }
    return top[--n];
  }
}
