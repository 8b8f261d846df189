package org.mosix.boot;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which strings may be interned: a bit per hash code. Asking the VM's own table would intern every string of the heap; a set of them
 * would keep them alive.
 */
public final class Interned {

  private static final int BITS = 1 << 17;
  private static final AtomicIntegerArray SEEN = new AtomicIntegerArray(BITS / Integer.SIZE);

  private Interned() {}

  /** Remembers that a string like {@code string} is interned. */
  public static void note(String string) {
    int bit = bit(string);
    int mask = 1 << bit;
    int word = bit >>> 5;
    int old = SEEN.get(word);
    while ((old & mask) == 0 && !SEEN.compareAndSet(word, old, old | mask)) {
      old = SEEN.get(word);
    }
  }

  /** False if {@code string} was never noted; true if it, or another of the same bit, was. */
  public static boolean maybe(String string) {
    int bit = bit(string);
    return (SEEN.get(bit >>> 5) & 1 << bit) != 0;
  }

  private static int bit(String string) {
    int hash = string.hashCode() * 0x9e3779b9;
    return (hash ^ hash >>> 15) & BITS - 1;
  }
}
