package org.mosix.torture.programs;

/** Classes first used after a while: each initialiser runs once, in order, wherever the program is by then. */
public final class LazyInitialisers {
  static final StringBuilder LOG = new StringBuilder();

  static int note(String name, int n) {
    LOG.append(name).append(' ');
    return n;
  }

  static class A {
    static int value = note("A", 1);
  }

  static class B extends A {
    static int value = note("B", A.value + 1);
  }

  static class C {
    static int value = note("C", B.value * 10);

    static int touch() {
      return value++;
    }
  }

  enum D {
    ONE, TWO;

    static {
      note("D", 0);
    }
  }

  static class Broken {
    static int value = fails();

    static int fails() {
      note("Broken", 0);
      throw new IllegalStateException("never works");
    }
  }

  interface Step {
    int run();
  }

  public static void main(String[] args) throws InterruptedException {
    long pause = (long) (Rounds.seconds(args) * 1000 / 2);
    Step[] steps = {() -> 0, () -> B.value, C::touch, C::touch, () -> D.TWO.ordinal(), () -> broken(), () -> broken()};
    for (Step step : steps) {
      Thread.sleep(pause);
      System.out.println(step.run() + " after " + LOG);
    }
    Check.equal("log", "A B C D Broken ", LOG.toString());
    Check.ok();
  }

  private static int broken() {
    try {
      return Broken.value;
    } catch (ExceptionInInitializerError e) {
      return -1;
    } catch (NoClassDefFoundError e) {
      return -2;
    }
  }
}
