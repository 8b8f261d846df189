package org.mosix.torture.programs;

/** ThreadLocal with initial values, InheritableThreadLocal with childValue, removed values, many threads. */
public final class ThreadLocals {
  static int initialised;
  static final ThreadLocal<int[]> COUNTER = ThreadLocal.withInitial(() -> {
    synchronized (ThreadLocals.class) {
      initialised++;
    }
    return new int[1];
  });
  static final InheritableThreadLocal<String> PATH = new InheritableThreadLocal<>() {
    @Override
    protected String childValue(String parent) {
      return parent + "/child";
    }
  };
  static final ThreadLocal<String> SOMETIMES = new ThreadLocal<>();

  static void run(String path, Rounds rounds) {
    int[] mine = COUNTER.get();
    int n = 0;
    do {
      n++;
      COUNTER.get()[0]++;
      Check.same("own counter", mine, COUNTER.get());
      Check.equal("count", n, mine[0]);
      Check.equal("inherited", path, PATH.get());
      if (n % 2 == 0) {
        SOMETIMES.set(path + n);
        Check.equal("set", path + n, SOMETIMES.get());
      } else {
        SOMETIMES.remove();
        Check.same("removed", null, SOMETIMES.get());
      }
    } while (rounds.more());
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    PATH.set("main");
    Thread[] threads = new Thread[3];
    for (int t = 0; t < threads.length; t++) {
      threads[t] = new Thread(() -> {
        Thread grandchild = new Thread(() -> run("main/child/child", rounds));
        grandchild.start();
        run("main/child", rounds);
        try {
          grandchild.join();
        } catch (InterruptedException e) {
          Check.fail("interrupted by nobody");
        }
      });
      threads[t].start();
    }
    run("main", rounds);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("initialised " + initialised);
    Check.ok();
  }
}
