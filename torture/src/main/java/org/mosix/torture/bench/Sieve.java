package org.mosix.torture.bench;

/** The sieve of Eratosthenes. */
public final class Sieve {

  private static final int LIMIT = 4_000_000;

  private Sieve() {}

  public static void main(String[] args) {
    Stopwatch.time(Sieve::count);
  }

  private static long count() {
    boolean[] composite = new boolean[LIMIT];
    int count = 0;
    for (int n = 2; n < LIMIT; n++) {
      if (!composite[n]) {
        count++;
        for (long multiple = (long) n * n; multiple < LIMIT; multiple += n) {
          composite[(int) multiple] = true;
        }
      }
    }
    return count;
  }
}
