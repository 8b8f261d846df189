package org.mosix.torture.programs;

import java.util.HashMap;
import java.util.Map;

/** Static fields of all kinds keep their values; static initialisers run exactly once. */
public final class Statics {
  static int initialised;
  static byte small = 1;
  static long wide = Long.MIN_VALUE;
  static double real = 0.25;
  static boolean flag;
  static final Object LOCK = new Object();
  static final Map<String, Integer> COUNTS = new HashMap<>();
  static volatile int[] shared = {0, 0};

  static {
    initialised++;
    System.out.println("Statics initialised");
  }

  static final class Holder {
    static int loads;
    static final long STARTED;
    static final Holder INSTANCE = new Holder();

    static {
      loads++;
      STARTED = System.nanoTime();
      System.out.println("Holder initialised");
    }

    private int value;
  }

  interface Constants {
    Object TOKEN = make();

    private static Object make() {
      System.out.println("Constants initialised");
      return new Object();
    }
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    Object token = Constants.TOKEN;
    Holder instance = Holder.INSTANCE;
    Object lock = LOCK;
    long started = Holder.STARTED;
    int n = 0;
    while (rounds.more()) {
      n++;
      small++;
      wide += 3;
      real += 0.5;
      flag = !flag;
      COUNTS.merge("n", 1, Integer::sum);
      shared[n & 1]++;
      instance.value++;
      Check.equal("byte", (byte) (1 + n), small);
      Check.equal("long", Long.MIN_VALUE + 3L * n, wide);
      Check.equal("double", 0.25 + 0.5 * n, real);
      Check.equal("boolean", n % 2 == 1, flag);
      Check.equal("map", n, (int) COUNTS.get("n"));
      Check.equal("array", n, shared[0] + shared[1]);
      Check.equal("once", 2, initialised + Holder.loads);
      Check.holds("identities", token == Constants.TOKEN && instance == Holder.INSTANCE && lock == LOCK);
      Check.equal("final", started, Holder.STARTED);
      Check.equal("instance", n, Holder.INSTANCE.value);
    }
    Check.ok();
  }
}
