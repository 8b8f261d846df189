package org.mosix.torture.programs;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Park permits: an unpark before or during a park is never lost, also after the thread was moved. */
public final class Parking {
  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    AtomicInteger ball = new AtomicInteger();
    Thread[] players = new Thread[2];
    long[] hits = new long[2];
    for (int t = 0; t < 2; t++) {
      int me = t;
      players[t] = new Thread(() -> {
        while (true) {
          int at;
          while ((at = ball.get()) == 1 - me) {
            LockSupport.park(ball);
          }
          if (at < 0) {
            return;
          }
          hits[me]++;
          boolean last = !rounds.more();
          ball.set(last ? -1 : 1 - me);
          LockSupport.unpark(players[1 - me]);
          if (last) {
            return;
          }
        }
      }, "player-" + t);
    }
    players[0].start();
    players[1].start();
    players[0].join();
    players[1].join();
    Check.holds("fair", Math.abs(hits[0] - hits[1]) <= 1 && hits[0] > 10);
    Check.ok();
  }
}
