package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;

/** Scoped values, nested and rebound, in platform and virtual threads: each sees its own binding however long it works under it. */
public final class ScopedValues {
  private static final String TYPE = "java.lang.ScopedValue";
  private static final Object VALUE = Virtual.call(TYPE, null, "newInstance", new Class<?>[0]);

  private static Class<?> type() {
    return VALUE.getClass();
  }

  static void with(Object value, Runnable body) {
    Object carrier = Virtual.call(TYPE, null, "where", new Class<?>[] {type(), Object.class}, VALUE, value);
    Virtual.call(TYPE + "$Carrier", carrier, "run", new Class<?>[] {Runnable.class}, body);
  }

  static Object get() {
    return Virtual.call(TYPE, VALUE, "get", new Class<?>[0]);
  }

  static boolean isBound() {
    return (boolean) Virtual.call(TYPE, VALUE, "isBound", new Class<?>[0]);
  }

  static void nest(int number, int depth, List<String> seen) {
    String mine = number + "." + depth;
    with(mine, () -> {
      for (int i = 0; i < 3; i++) {
        Check.equal("bound", mine, get());
        try {
          Thread.sleep(0, 300_000);
        } catch (InterruptedException e) {
          Check.fail("interrupted by nobody");
        }
      }
      if (depth > 0) {
        nest(number, depth - 1, seen);
      }
      Check.equal("bound again", mine, get());
      seen.add(mine);
    });
  }

  static String round() throws InterruptedException {
    List<List<String>> seen = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int number = i;
      List<String> own = new ArrayList<>();
      seen.add(own);
      Runnable work = () -> {
        Check.holds("not bound yet", !isBound());
        nest(number, 4, own);
        Check.holds("bound no more", !isBound());
      };
      Thread thread = number % 4 == 3 ? new Thread(work) : Virtual.unstarted("scoped " + number, work);
      threads.add(thread);
      thread.start();
    }
    List<String> main = new ArrayList<>();
    nest(9, 3, main);
    Virtual.joinAll(threads);
    return seen.toString() + main;
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "scoped values", () -> round());
  }
}
