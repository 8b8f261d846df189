package org.mosix.torture.programs;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Double-checked locking with a volatile field and the lazy holder idiom: one object each, seen whole by all. */
public final class DoubleChecked {
  private static final AtomicInteger MADE = new AtomicInteger();
  private volatile int[] table;

  static final class Holder {
    static final int[] TABLE = fill(1_000);

    private Holder() {}
  }

  static int[] fill(int size) {
    int[] filled = new int[size];
    for (int i = 0; i < size; i++) {
      filled[i] = Work.spin(i) | 1;
    }
    return filled;
  }

  int[] table() {
    int[] seen = table;
    if (seen == null) {
      synchronized (this) {
        seen = table;
        if (seen == null) {
          MADE.incrementAndGet();
          table = seen = fill(20);
        }
      }
    }
    return seen;
  }

  static String round() throws InterruptedException {
    MADE.set(0);
    DoubleChecked lazy = new DoubleChecked();
    int[][] seen = new int[4][];
    Work.together(4, id -> {
      seen[id] = lazy.table();
      for (int value : seen[id]) {
        Check.holds("whole", value != 0);
      }
    });
    for (int[] table : seen) {
      Check.same("one table", seen[0], table);
    }
    return MADE + " " + Arrays.hashCode(seen[0]) + " " + Arrays.hashCode(Holder.TABLE);
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "tables", () -> round());
  }
}
