package org.mosix.torture.programs;

import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** Counts the signals that its runner sends. */
public final class SignalCount {

  private static final AtomicInteger HANDLED = new AtomicInteger();

  public static void main(String[] args) throws InterruptedException {
    Signal.handle(new Signal("USR2"), signal -> HANDLED.incrementAndGet());
    System.out.println("ready");
    Rounds rounds = Rounds.of(args);
    while (rounds.more()) {
      Thread.sleep(5);
    }
    int expected = Integer.getInteger("signals", 0);
    Check.equal("signals", expected, HANDLED.get());
    Check.ok();
  }
}
