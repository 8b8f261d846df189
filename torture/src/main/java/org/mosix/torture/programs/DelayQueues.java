package org.mosix.torture.programs;

import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** DelayQueue: elements come when their time is over, not before, in the order of their times. */
public final class DelayQueues {
  record Due(int id, long at) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      Work.spin(id);
      return Long.compare(at, ((Due) other).at);
    }
  }

  static String round() throws InterruptedException {
    DelayQueue<Due> queue = new DelayQueue<>();
    long now = System.nanoTime();
    for (int n = 0; n < 10; n++) {
      queue.add(new Due(n, now + (n * 7 % 10) * 5_000_000L));
    }
    StringBuilder order = new StringBuilder();
    for (int n = 0; n < 10; n++) {
      Due due = n % 2 == 0 ? queue.take() : queue.poll(1, TimeUnit.MINUTES);
      Check.holds("not early", System.nanoTime() - due.at() >= 0);
      order.append(due.id()).append(' ');
    }
    return order + "" + queue.poll();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "order", () -> round());
  }
}
