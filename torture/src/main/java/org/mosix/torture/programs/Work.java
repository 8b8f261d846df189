package org.mosix.torture.programs;

/** Something to do where a stop should find a program, and threads that do it together. */
final class Work {

  private static final int STEPS = 2_000;

  private Work() {}

  /** Some microseconds to a millisecond of work; the same number gives the same result. */
  static int spin(int n) {
    int x = n;
    for (int i = 0; i < STEPS; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  /** What one of several threads does. */
  interface Part {
    void run(int id) throws Exception;
  }

  /** Runs a part in so many new threads, numbered from 0, and waits for them; an exception of any fails the program. */
  static void together(int threads, Part part) throws InterruptedException {
    Thread[] all = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      all[t] = start("part " + t, t, part);
    }
    for (Thread thread : all) {
      thread.join();
    }
  }

  /** Starts one thread; an exception fails the program. */
  static Thread start(String name, int id, Part part) {
    Thread thread = new Thread(() -> {
      try {
        part.run(id);
      } catch (Exception | Error e) {
        e.printStackTrace();
        Check.fail(name + ": " + e);
      }
    }, name);
    thread.start();
    return thread;
  }
}
