package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** ArrayBlockingQueue: a ring of eight, blocked at both ends, with iterators and drains half way. */
public final class ArrayBlockingQueues {
  static String round() throws InterruptedException {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(8, true);
    long[] sum = new long[1];
    Work.together(2, id -> {
      if (id == 0) {
        for (int n = 0; n < 400; n++) {
          queue.put(n);
        }
      } else {
        List<Integer> drained = new ArrayList<>();
        int next = 0;
        while (next < 400) {
          if (next % 5 == 0 && queue.drainTo(drained, 3) > 0) {
            for (int value : drained) {
              Check.equal("drained", next++, value);
            }
            drained.clear();
          } else {
            Check.equal("taken", next++, (int) queue.take());
          }
          for (int waiting : queue) {
            Check.holds("later", waiting >= next);
          }
          sum[0] += Work.spin(next) & 1;
        }
      }
    });
    Check.holds("worked", sum[0] >= 0);
    return queue.size() + " " + queue.remainingCapacity();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "queue", () -> round());
  }
}
