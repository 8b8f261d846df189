package org.mosix.torture.programs;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** ThreadLocalRandom in every thread: within bounds, never the same sequence twice, streams of it. */
public final class ThreadLocalRandoms {
  private static final Set<Long> SEEN = ConcurrentHashMap.newKeySet();

  static String round() throws InterruptedException {
    Work.together(3, id -> {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      Check.same("one per virtual machine", random, ThreadLocalRandom.current());
      for (int n = 0; n < 20; n++) {
        int within = random.nextInt(-5, 6);
        Check.holds("within", within >= -5 && within < 6);
        if (SEEN.size() < 100_000) {
          Check.holds("new", SEEN.add(random.nextLong()));
        }
        Work.spin(within);
      }
      Check.equal("streamed", 10, random.doubles(10, 1, 2).filter(d -> d >= 1 && d < 2).count());
    });
    try {
      ThreadLocalRandom.current().setSeed(1);
      return "seeded";
    } catch (UnsupportedOperationException e) {
      return "not seeded";
    }
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "random", () -> round());
  }
}
