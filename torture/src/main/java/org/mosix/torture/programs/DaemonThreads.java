package org.mosix.torture.programs;

import java.util.concurrent.atomic.AtomicLong;

/** Daemon threads run beside main, keep their flag, and do not keep the program alive. */
public final class DaemonThreads {
  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    AtomicLong beats = new AtomicLong();
    for (int d = 0; d < 3; d++) {
      Thread daemon = new Thread(() -> {
        while (true) {
          Check.holds("is a daemon", Thread.currentThread().isDaemon());
          beats.incrementAndGet();
          Thread.yield();
        }
      });
      daemon.setDaemon(true);
      daemon.start();
    }
    long before = 0;
    while (rounds.more()) {
      Thread.sleep(20);
      for (long now = beats.get(); now == before; now = beats.get()) {
        Thread.onSpinWait();
      }
      before = beats.get();
      Check.holds("main is no daemon", !Thread.currentThread().isDaemon());
    }
    Check.ok();
  }
}
