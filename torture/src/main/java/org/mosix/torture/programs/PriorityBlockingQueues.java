package org.mosix.torture.programs;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** PriorityBlockingQueue with a comparator of the program, called under the queue's lock by several threads. */
public final class PriorityBlockingQueues {
  static long round() throws InterruptedException {
    PriorityBlockingQueue<Integer> queue = new PriorityBlockingQueue<>(4, (a, b) -> {
      Work.spin(a);
      return Integer.compare(b, a);
    });
    AtomicLong sum = new AtomicLong();
    Work.together(3, id -> {
      for (int n = 0; n < 30; n++) {
        queue.put(id * 1_000 + n);
        if (n % 2 == 1) {
          sum.addAndGet(queue.take());
        }
      }
    });
    int last = Integer.MAX_VALUE;
    while (!queue.isEmpty()) {
      int value = queue.poll();
      Check.holds("falling", value < last);
      last = value;
      sum.addAndGet(value);
    }
    return sum.get();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "sum", () -> round());
  }
}
