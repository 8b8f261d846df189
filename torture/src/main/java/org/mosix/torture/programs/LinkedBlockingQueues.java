package org.mosix.torture.programs;

import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** LinkedBlockingQueue and LinkedBlockingDeque: bounded, from both ends, timed offers and polls. */
public final class LinkedBlockingQueues {
  static String round() throws InterruptedException {
    LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>(5);
    LinkedBlockingDeque<Integer> deque = new LinkedBlockingDeque<>(6);
    long[] sum = new long[1];
    Work.together(3, id -> {
      if (id == 0) {
        for (int n = 0; n < 200; n++) {
          while (!queue.offer("item " + n, 2, TimeUnit.MILLISECONDS)) {
            Work.spin(n);
          }
        }
      } else if (id == 1) {
        for (int n = 0; n < 200; n++) {
          Check.equal("in order", "item " + n, queue.take());
          deque.putFirst(n);
        }
        deque.putFirst(-1);
      } else {
        for (int n = 0, value; (value = deque.takeLast()) >= 0; n++) {
          Check.equal("through both", n, value);
          sum[0] = sum[0] * 31 + Work.spin(value);
        }
      }
    });
    return sum[0] + " " + queue.poll(1, TimeUnit.MILLISECONDS) + " " + deque.pollFirst();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "queues", () -> round());
  }
}
