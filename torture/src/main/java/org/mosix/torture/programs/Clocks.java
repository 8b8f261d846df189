package org.mosix.torture.programs;

import java.time.Duration;
import java.time.Instant;

/** nanoTime and currentTimeMillis never run backwards in a thread, and agree with each other over the whole run. */
public final class Clocks {
  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    long wallStart = System.currentTimeMillis();
    long nanoStart = System.nanoTime();
    Thread other = new Thread(() -> watch(rounds, nanoStart));
    other.start();
    watch(rounds, nanoStart);
    other.join();
    long wall = System.currentTimeMillis() - wallStart;
    long nano = (System.nanoTime() - nanoStart) / 1_000_000;
    Check.holds("the clocks drifted apart: " + wall + " and " + nano + " ms", Math.abs(wall - nano) <= 25);
    long behind = Duration.between(Instant.now(), Instant.ofEpochMilli(System.currentTimeMillis())).toMillis();
    Check.holds("Instant.now is off by " + behind + " ms", Math.abs(behind) <= 25);
    Check.ok();
  }

  private static void watch(Rounds rounds, long nanoStart) {
    long lastNano = nanoStart;
    long lastWall = System.currentTimeMillis();
    while (rounds.more()) {
      long nano = System.nanoTime();
      long wall = System.currentTimeMillis();
      Check.holds("nanoTime ran back by " + (lastNano - nano) + " ns", nano - lastNano >= 0);
      // The wall clock may be adjusted; more than a few milliseconds back is our doing.
      Check.holds("the wall clock ran back by " + (lastWall - wall) + " ms", wall - lastWall >= -5);
      lastNano = nano;
      lastWall = wall;
    }
  }
}
