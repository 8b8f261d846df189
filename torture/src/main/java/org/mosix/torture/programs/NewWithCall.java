package org.mosix.torture.programs;

/** new A(f()), nested and with several arguments: the object is allocated but not yet constructed while f runs. */
public final class NewWithCall {
  static class A {
    final int x;
    final A inner;

    A(int x) {
      this(x, null);
    }

    A(int x, A inner) {
      this.x = x;
      this.inner = inner;
    }

    int sum() {
      return x + (inner == null ? 0 : inner.sum());
    }
  }

  static int f(int n) {
    int x = n;
    for (int i = 0; i < 3_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static String round(int n) {
    A nested = new A(f(n), new A(f(n + 1), new A(f(n + 2), new A(f(n + 3)))));
    A again = new A(new A(new A(f(n)).x + f(1)).x + f(2), n % 2 == 0 ? new A(f(3)) : nested);
    String text = new String(new StringBuilder(new String(Integer.toString(f(n)))).append(new A(f(n)).x));
    int[] sizes = new int[new A(f(n) & 7).x + 1];
    A[] array = {new A(f(1)), new A(f(2), new A(f(3)))};
    long boxed = new java.util.concurrent.atomic.AtomicLong(f(n)).addAndGet(new A(f(n)).sum());
    return nested.sum() + " " + again.sum() + " " + text + " " + sizes.length + " " + array[1].sum() + " " + boxed;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String[] first = new String[5];
    for (int n = 0; n < 5; n++) {
      first[n] = round(n);
      System.out.println(first[n]);
    }
    while (rounds.more()) {
      for (int n = 0; n < 5; n++) {
        Check.equal("objects", first[n], round(n));
      }
    }
    Check.ok();
  }
}
