package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.lang.ref.WeakReference;

/**
 * Tells whether a collector ran since it was made. Fresh objects are in the youngest generation, which every collection of the
 * stop-the-world collectors (Serial, Parallel, G1) empties: one that is held has another address then, and one that nobody holds is gone from
 * its weak reference. Either alone misses collections: what lies in a region that cannot be emptied stays where it is, and weak references
 * have been seen to survive. Cheaper than the collectors' counters, and needs no management module.
 */
final class GcSentinel {

  private static final long HELD = Raw.offset(GcSentinel.class, "held");

  private final WeakReference<Object> fresh = make();
  private final Object held = new byte[24];
  /** The raw bits of the reference, of which only the changes matter. */
  private final int address = U.getInt(this, HELD);

  private static WeakReference<Object> make() {
    return new WeakReference<>(new byte[24]);
  }

  /** Does not call {@code get}, which would keep the object alive. */
  boolean collected() {
    return U.getInt(this, HELD) != address || fresh.refersTo(null);
  }
}
