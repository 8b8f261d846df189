package org.mosix.torture.programs;

/** Two threads play ping-pong through wait and notifyAll, guarded by loops. */
public final class WaitNotify {
  private boolean ping = true;
  private boolean over;
  private long hits;

  synchronized void play(boolean mine, Rounds rounds) throws InterruptedException {
    while (true) {
      while (ping != mine && !over) {
        wait();
      }
      if (over) {
        return;
      }
      hits++;
      ping = !mine;
      over = !rounds.more();
      notifyAll();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    WaitNotify table = new WaitNotify();
    Thread other = new Thread(() -> {
      try {
        table.play(false, rounds);
      } catch (InterruptedException e) {
        Check.fail("interrupted by nobody");
      }
    });
    other.start();
    table.play(true, rounds);
    other.join();
    Check.holds("played", table.hits > 100);
    Check.holds("the turn fits the hits", table.ping == (table.hits % 2 == 0));
    Check.ok();
  }
}
