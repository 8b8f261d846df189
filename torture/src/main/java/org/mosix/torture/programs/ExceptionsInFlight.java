package org.mosix.torture.programs;

/** Exceptions caught, rethrown, wrapped and suppressed while catch and finally blocks do long work. */
public final class ExceptionsInFlight {
  @SuppressWarnings("serial")
  static final class Checked extends Exception {
    final int code;

    Checked(String text, int code, Throwable cause) {
      super(text, cause);
      this.code = code;
    }
  }

  static int work(int n) {
    int x = n;
    for (int i = 0; i < 20_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static int risky(int n) {
    work(n);
    if (n % 3 == 0) {
      throw new IllegalStateException("three " + n);
    }
    if (n % 2 == 0) {
      throw new ArithmeticException("two " + n);
    }
    return 100;
  }

  static int middle(int n, StringBuilder log) throws Checked {
    try {
      return risky(n);
    } catch (IllegalStateException e) {
      log.append('S').append(work(n) & 7);
      throw new Checked("wrapped " + e.getMessage(), n, e);
    } catch (ArithmeticException e) {
      int code = work(n) & 15;
      Checked checked = new Checked(e.getMessage(), code, e);
      checked.addSuppressed(new RuntimeException("also " + code));
      throw checked;
    } finally {
      log.append('F').append(work(n + 1) & 7);
    }
  }

  static String round() {
    StringBuilder log = new StringBuilder();
    for (int n = 1; n <= 12; n++) {
      try {
        log.append(middle(n, log));
      } catch (Checked e) {
        work(n);
        log.append('[').append(e.getMessage()).append(' ').append(e.code);
        for (Throwable also : e.getSuppressed()) {
          log.append(' ').append(also.getMessage());
        }
        log.append(' ').append(e.getCause().getClass().getSimpleName()).append(']');
      }
    }
    return log.toString();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("log", first, round());
    }
    Check.ok();
  }
}
