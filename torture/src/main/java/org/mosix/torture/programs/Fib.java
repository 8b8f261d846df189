package org.mosix.torture.programs;

/** Plain recursion in one thread. */
public final class Fib {
  static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    System.out.println("fib 24 " + fib(24));
    while (rounds.more()) {
      Check.equal("fib(24)", 46_368, fib(24));
    }
    Check.ok();
  }
}
