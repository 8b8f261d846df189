package org.mosix.torture.programs;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** SynchronousQueue, fair and not: nothing is ever inside, each hand-over meets its taker. */
public final class SynchronousQueues {
  static long round(boolean fair) throws InterruptedException {
    SynchronousQueue<Integer> queue = new SynchronousQueue<>(fair);
    AtomicLong sum = new AtomicLong();
    Work.together(4, id -> {
      for (int n = 0; n < 50; n++) {
        if (id < 2) {
          if (n % 2 == 0) {
            queue.put(id * 100 + n);
          } else {
            while (!queue.offer(id * 100 + n, 1, TimeUnit.MILLISECONDS)) {
              Work.spin(n);
            }
          }
        } else {
          sum.addAndGet(Work.spin(queue.take()));
        }
        Check.equal("size", 0, queue.size());
      }
    });
    return sum.get();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "handed over", () -> round(false) + " " + round(true));
  }
}
