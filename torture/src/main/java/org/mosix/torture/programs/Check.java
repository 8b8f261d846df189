package org.mosix.torture.programs;

import java.util.Objects;

/** Ends the program at once with exit code 1 and one line that says what differed; safe in any thread. */
final class Check {
  private Check() {}

  static void equal(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      fail(what + ": expected " + expected + ", got " + actual);
    }
  }

  static void equal(String what, long expected, long actual) {
    if (expected != actual) {
      fail(what + ": expected " + expected + ", got " + actual);
    }
  }

  static void same(String what, Object expected, Object actual) {
    if (expected != actual) {
      fail(what + ": another object");
    }
  }

  static void holds(String what, boolean holds) {
    if (!holds) {
      fail(what);
    }
  }

  static void ok() {
    System.out.println("ok");
  }

  /** Halts rather than exits: a failed case must not wait for its own hooks or threads. */
  static void fail(String what) {
    System.out.println("differs: " + what);
    System.out.flush();
    new Throwable(what).printStackTrace();
    Runtime.getRuntime().halt(1);
  }
}
