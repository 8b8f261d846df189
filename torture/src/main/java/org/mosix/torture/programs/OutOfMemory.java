package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;

/** OutOfMemoryError from arrays too large, caught again and again; the thread and the heap work on. */
public final class OutOfMemory {
  static String round() {
    List<Object> kept = new ArrayList<>();
    int caught = 0;
    for (int n = 0; n < 20; n++) {
      try {
        kept.add(new long[Integer.MAX_VALUE - Work.spin(n) % 2 * 0]);
        Check.fail("so much memory");
      } catch (OutOfMemoryError e) {
        Work.spin(n);
        caught++;
        kept.add(new int[n]);
      }
    }
    return caught + " " + kept.size();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "caught", () -> round());
  }
}
