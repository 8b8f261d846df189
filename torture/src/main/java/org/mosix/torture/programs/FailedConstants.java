package org.mosix.torture.programs;

/** A class whose initialiser has failed, beside others whose constants compiled code knows by their objects. */
public final class FailedConstants {

  private static final Object[] NONE = {};
  private static final Holder KEPT = new Holder();

  private static final class Holder {
    private Object[] values = NONE;
    private int uses;
  }

  private static final class Broken {
    static final int VALUE = Integer.parseInt("not a number");

    private Broken() {}
  }

  private FailedConstants() {}

  /** Too small for polls: what is compiled stays until something discards it. */
  private static boolean isKnown(Object[] values) {
    return values == NONE;
  }

  private static int use() {
    return ++KEPT.uses & 1;
  }

  private static Object round() {
    int known = 0;
    int odd = 0;
    for (int i = 0; i < 200_000; i++) {
      known += isKnown(KEPT.values) ? 1 : 0;
      odd += use();
    }
    Class<? extends Throwable> thrown = null;
    try {
      Check.fail("initialised to " + Broken.VALUE);
    } catch (NoClassDefFoundError e) {
      thrown = e.getClass();
    }
    return known + " known, " + odd + " odd, then " + thrown.getSimpleName();
  }

  public static void main(String[] args) throws Exception {
    try {
      Check.fail("initialised to " + Broken.VALUE);
    } catch (ExceptionInInitializerError e) {
      System.out.println(e.getCause().getMessage());
    }
    Rounds.equal(args, "constants", FailedConstants::round);
  }
}
