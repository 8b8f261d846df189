package org.mosix.torture.programs;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.AtomicStampedReference;

/** Atomic field updaters, atomic arrays, stamped and markable references: compare-and-set on fields of moved objects. */
public final class FieldUpdaters {
  private static final AtomicIntegerFieldUpdater<FieldUpdaters> COUNT = AtomicIntegerFieldUpdater.newUpdater(FieldUpdaters.class, "count");
  private static final AtomicLongFieldUpdater<FieldUpdaters> TOTAL = AtomicLongFieldUpdater.newUpdater(FieldUpdaters.class, "total");
  private static final AtomicReferenceFieldUpdater<FieldUpdaters, String> NAME =
      AtomicReferenceFieldUpdater.newUpdater(FieldUpdaters.class, String.class, "name");
  private volatile int count;
  private volatile long total;
  private volatile String name = "";

  static String round() throws InterruptedException {
    FieldUpdaters all = new FieldUpdaters();
    AtomicIntegerArray array = new AtomicIntegerArray(8);
    AtomicReferenceArray<String> names = new AtomicReferenceArray<>(4);
    AtomicStampedReference<String> stamped = new AtomicStampedReference<>("start", 0);
    AtomicMarkableReference<String> marked = new AtomicMarkableReference<>("mark", false);
    Work.together(4, id -> {
      for (int n = 0; n < 50; n++) {
        COUNT.incrementAndGet(all);
        TOTAL.accumulateAndGet(all, Work.spin(n) & 1, Long::sum);
        NAME.updateAndGet(all, s -> s.length() < 10 ? s + "+" : s);
        array.getAndAdd(n % 8, id);
        names.compareAndSet(id, n == 0 ? null : "n" + (n - 1), "n" + n); // another object: fails after the first
        int[] stamp = new int[1];
        String seen;
        do {
          seen = stamped.get(stamp);
        } while (!stamped.compareAndSet(seen, seen, stamp[0], stamp[0] + 1));
        marked.attemptMark("mark", true);
      }
    });
    return all.count + " " + all.total + " " + all.name + " " + array + " " + names + " " + stamped.getStamp() + " " + marked.isMarked();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "fields", () -> round());
  }
}
