package org.mosix.torture.programs;

/** Threads that start and join threads, three levels down, without time limits and with. */
public final class Join {
  static long tree(int depth, long seed) {
    if (depth == 0) {
      long x = seed;
      for (int i = 0; i < 40_000; i++) {
        x = x * 31 + i;
      }
      return x;
    }
    long[] parts = new long[2];
    Thread[] threads = new Thread[2];
    for (int i = 0; i < 2; i++) {
      int part = i;
      threads[i] = new Thread(() -> parts[part] = tree(depth - 1, seed * 2 + part));
      threads[i].start();
    }
    try {
      threads[0].join();
      while (threads[1].isAlive()) {
        threads[1].join(5);
      }
    } catch (InterruptedException e) {
      Check.fail("interrupted by nobody");
    }
    return parts[0] * 17 + parts[1];
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    long first = tree(3, 1);
    System.out.println("tree " + first);
    while (rounds.more()) {
      Check.equal("tree", first, tree(3, 1));
    }
    Check.ok();
  }
}
