package org.mosix.torture.programs;

/** Calls in the arguments of super(...) and this(...): the object is there, but nothing of it is initialised. */
public final class SuperArguments {
  static int work(int n) {
    int x = n;
    for (int i = 0; i < 100; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  /** Pinned there or not: most of the time is spent outside, so that moves succeed. */
  static int outside(int n) {
    int x = n;
    for (int i = 0; i < 200_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static class Base {
    final int value;

    Base(int a, int b) {
      value = a ^ b;
    }
  }

  static final class Derived extends Base {
    final int own;

    Derived(int n) {
      this(n, work(n));
    }

    Derived(int n, int m) {
      super(work(n), n > 2 ? work(m) : m);
      own = work(value);
    }
  }

  static long round() {
    long sum = 0;
    for (int n = 0; n < 5; n++) {
      Derived derived = new Derived(n);
      sum = sum * 31 + derived.own + derived.value + outside(n);
    }
    return sum;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    long first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("sum", first, round());
    }
    Check.ok();
  }
}
