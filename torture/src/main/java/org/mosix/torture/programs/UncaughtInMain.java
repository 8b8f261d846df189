package org.mosix.torture.programs;

/** An exception leaves main: its stack trace and cause on stderr equal the control's, exit code 1. */
public final class UncaughtInMain {
  static int sink;

  static void level(int n, Rounds rounds) {
    if (n > 0) {
      level(n - 1, rounds);
      return;
    }
    while (rounds.more()) {
      sink++;
    }
    try {
      fail();
    } catch (RuntimeException e) {
      IllegalArgumentException wrapped = new IllegalArgumentException("outer", e);
      wrapped.addSuppressed(new UnsupportedOperationException("beside"));
      throw wrapped;
    }
  }

  static void fail() {
    throw new IllegalStateException("inner");
  }

  public static void main(String[] args) {
    System.out.println("ok");
    level(5, Rounds.of(args));
  }
}
