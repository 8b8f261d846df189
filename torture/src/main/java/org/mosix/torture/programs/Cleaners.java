package org.mosix.torture.programs;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A Cleaner of the program: actions of dead objects run once, those of living ones not, clean() runs at once. */
public final class Cleaners {
  record Action(int id, ConcurrentMap<Integer, Integer> ran) implements Runnable {
    @Override
    public void run() {
      Work.spin(id);
      ran.merge(id, 1, Integer::sum);
    }
  }

  static String round(Cleaner cleaner) throws InterruptedException {
    ConcurrentMap<Integer, Integer> ran = new ConcurrentSkipListMap<>();
    List<Object> alive = new ArrayList<>();
    for (int n = 0; n < 12; n++) {
      Object resource = new int[] {n};
      Cleaner.Cleanable cleanable = cleaner.register(resource, new Action(n, ran));
      if (n % 3 == 0) {
        alive.add(resource);
      } else if (n % 3 == 1) {
        cleanable.clean();
        cleanable.clean();
      }
    }
    while (ran.size() < 8) {
      System.gc();
      Thread.sleep(20);
    }
    Work.spin(alive.size());
    return ran.toString();
  }

  public static void main(String[] args) throws Exception {
    Cleaner cleaner = Cleaner.create();
    Rounds.equal(args, "cleaned", () -> round(cleaner));
  }
}
