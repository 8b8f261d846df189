package org.mosix.runtime.image;

import java.lang.ref.WeakReference;

/**
 * Tells whether a collector ran since it was made. A fresh object that nobody holds is in the youngest generation, which every
 * collection of the stop-the-world collectors (Serial, Parallel, G1) empties: its weak reference is cleared by the first that comes.
 * Cheaper than the collectors' counters, and needs no management module.
 */
final class GcSentinel {

  private final WeakReference<Object> fresh = make();

  private static WeakReference<Object> make() {
    return new WeakReference<>(new byte[24]);
  }

  /** Does not call {@code get}, which would keep the object alive. */
  boolean collected() {
    return fresh.refersTo(null);
  }
}
