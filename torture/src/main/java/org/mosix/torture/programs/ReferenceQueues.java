package org.mosix.torture.programs;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Phantom, weak and soft references with a queue: exactly the dead ones arrive, once, also for a thread that waits. */
public final class ReferenceQueues {
  static final class Tracked extends PhantomReference<Object> {
    private final int id;

    Tracked(int id, Object referent, ReferenceQueue<Object> queue) {
      super(referent, queue);
      this.id = id;
    }
  }

  static String round() throws InterruptedException {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    List<Object> alive = new ArrayList<>();
    Set<Reference<?>> references = new HashSet<>();
    for (int n = 0; n < 20; n++) {
      Object referent = new int[] {n};
      references.add(new Tracked(n, referent, queue));
      references.add(new SoftReference<>(referent, queue));
      if (n % 2 == 0) {
        alive.add(referent);
      }
      Work.spin(n);
    }
    BitSet dead = new BitSet();
    while (dead.cardinality() < 10) {
      System.gc();
      // Soft references keep what they refer to until memory is short: they are dropped by hand.
      references.removeIf(r -> r instanceof SoftReference && ((int[]) r.get())[0] % 2 == 1);
      Reference<?> next = queue.remove(50);
      if (next instanceof Tracked tracked) {
        Check.holds("once", !dead.get(tracked.id));
        dead.set(tracked.id);
        references.remove(next);
      }
    }
    Check.equal("alive", 10, alive.size());
    return dead + " " + references.size();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "dead", () -> round());
  }
}
