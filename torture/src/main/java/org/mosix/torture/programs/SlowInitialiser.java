package org.mosix.torture.programs;

import java.util.concurrent.atomic.AtomicInteger;

/** A static initialiser that works long while another thread waits for it: no move while it runs, then all go on. */
public final class SlowInitialiser {
  private static final AtomicInteger RUNS = new AtomicInteger();

  static final class Slow {
    static final int VALUE;

    static {
      RUNS.incrementAndGet();
      int x = 0;
      for (int i = 0; i < 300; i++) {
        x += Work.spin(i);
      }
      VALUE = x;
    }

    private Slow() {}
  }

  public static void main(String[] args) throws Exception {
    int[] seen = new int[3];
    Work.together(3, id -> seen[id] = Slow.VALUE);
    Rounds.equal(args, "value", () -> {
      Work.spin(seen[0]);
      Check.equal("one value", seen[0], seen[1]);
      Check.equal("one value", seen[0], seen[2]);
      return Slow.VALUE + " " + RUNS;
    });
  }
}
