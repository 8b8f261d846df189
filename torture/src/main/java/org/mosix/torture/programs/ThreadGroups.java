package org.mosix.torture.programs;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Threads in nested groups stay in them: names, parents, active counts, handlers. */
public final class ThreadGroups {
  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    ThreadGroup outer = new ThreadGroup("outer");
    ThreadGroup inner = new ThreadGroup(outer, "inner");
    inner.setMaxPriority(4);
    CountDownLatch started = new CountDownLatch(4);
    for (int t = 0; t < 4; t++) {
      ThreadGroup group = t < 2 ? outer : inner;
      Thread thread = new Thread(group, () -> {
        started.countDown();
        long spins = 0;
        while (rounds.more()) {
          Check.same("own group", group, Thread.currentThread().getThreadGroup());
          spins += group.getName().length();
        }
        Check.holds("ran", spins > 0);
      }, group.getName() + "-" + t);
      thread.start();
    }
    started.await();
    Thread[] seen = new Thread[10];
    int count = outer.enumerate(seen, true);
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = seen[i].getName();
    }
    Arrays.sort(names);
    System.out.println(Arrays.toString(names));
    int atStart = Thread.activeCount();
    Thread[] own = new Thread[10];
    while (rounds.more()) {
      Check.holds("no more threads", Thread.activeCount() <= atStart);
      Check.equal("threads of main's group itself", 1, Thread.currentThread().getThreadGroup().enumerate(own, false));
      Check.same("the only one", Thread.currentThread(), own[0]);
      Check.same("parent", outer, inner.getParent());
      Check.equal("limit", 4, inner.getMaxPriority());
      Check.holds("is above", outer.parentOf(inner) && Thread.currentThread().getThreadGroup().parentOf(inner));
    }
    for (int i = 0; i < count; i++) {
      seen[i].join();
    }
    Check.equal("nobody left", 0, outer.activeCount());
    Check.ok();
  }
}
