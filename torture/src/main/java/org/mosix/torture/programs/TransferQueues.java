package org.mosix.torture.programs;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** LinkedTransferQueue: transfers wait for their takers, timed ones give up and take their element back. */
public final class TransferQueues {
  static String round() throws InterruptedException {
    TransferQueue<Integer> queue = new LinkedTransferQueue<>();
    Check.holds("nobody there", !queue.tryTransfer(1) && queue.isEmpty());
    Check.holds("nobody came", !queue.tryTransfer(2, 2, TimeUnit.MILLISECONDS) && queue.isEmpty());
    AtomicInteger taken = new AtomicInteger(-1);
    long[] sum = new long[1];
    Work.together(2, id -> {
      for (int n = 0; n < 100; n++) {
        if (id == 0) {
          queue.transfer(n);
          Check.holds("was taken", taken.get() >= n - 1);
        } else {
          int value = queue.take();
          Check.equal("in order", n, value);
          taken.set(value);
          sum[0] += Work.spin(value);
        }
      }
    });
    return sum[0] + " " + queue.hasWaitingConsumer();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "transferred", () -> round());
  }
}
