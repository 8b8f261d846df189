package org.mosix.torture.bench;

/** Calls, calls, calls: Fibonacci numbers. */
public final class Recursion {

  private Recursion() {}

  public static void main(String[] args) {
    Stopwatch.time(() -> fib(31));
  }

  private static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }
}
