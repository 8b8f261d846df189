package org.mosix.torture.programs;

import java.util.concurrent.locks.LockSupport;

/** Threads that wait by Thread.onSpinWait, Thread.yield and parkNanos for a volatile that another thread sets. */
public final class SpinWaits {
  private static volatile int turn;
  private static long sum;

  static long round() throws InterruptedException {
    turn = 0;
    sum = 0;
    Work.together(3, id -> {
      for (int n = 0; n < 40; n++) {
        while (turn != n * 3 + id) {
          switch (id) {
            case 0 -> Thread.onSpinWait();
            case 1 -> Thread.yield();
            default -> LockSupport.parkNanos(10_000);
          }
        }
        sum = sum * 31 + Work.spin(turn);
        turn++;
      }
    });
    return sum;
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "sum", () -> round());
  }
}
