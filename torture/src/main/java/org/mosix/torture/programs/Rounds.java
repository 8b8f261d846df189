package org.mosix.torture.programs;

import java.io.File;
import java.util.concurrent.Callable;

/**
 * Keeps a program busy for a number of seconds (first argument, 3 when absent), whatever the machine's speed; or, if the argument is
 * {@code SECONDS@PATH}, until a file of that name appears. Programs that plan their work ahead go by the seconds in any case.
 */
final class Rounds {

  private static final long LOOK_NANOS = 50_000_000;

  private final long end;
  private final File stop;
  private volatile long nextLook = System.nanoTime();
  private volatile boolean told;

  private Rounds(double seconds, File stop) {
    this.end = System.nanoTime() + (long) (seconds * 1e9);
    this.stop = stop;
  }

  static Rounds of(String[] args) {
    int at = at(args);
    return new Rounds(seconds(args), at < 0 ? null : new File(args[0].substring(at + 1)));
  }

  /** A whole program: one round after the other, each with the same result as the first, which is printed. */
  static void equal(String[] args, String what, Callable<?> round) throws Exception {
    Rounds rounds = of(args);
    Object first = round.call();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal(what, first, round.call());
    }
    Check.ok();
  }

  static double seconds(String[] args) {
    int at = at(args);
    return args.length == 0 ? 3 : Double.parseDouble(at < 0 ? args[0] : args[0].substring(0, at));
  }

  private static int at(String[] args) {
    return args.length == 0 ? -1 : args[0].indexOf('@');
  }

  /** True until the time is over; any thread may ask. */
  boolean more() {
    long now = System.nanoTime();
    if (stop == null) {
      return now - end < 0;
    }
    if (!told && now - nextLook >= 0) {
      nextLook = now + LOOK_NANOS;
      told = stop.exists();
    }
    return !told;
  }
}
