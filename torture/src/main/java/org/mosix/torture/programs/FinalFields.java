package org.mosix.torture.programs;

/** Final fields of deep class hierarchies, hidden fields with the same name, volatile and transient ones, padding of all sizes. */
public final class FinalFields {
  static class A {
    private final byte one;
    private final long name;
    protected volatile int shared = 1;

    A(int n) {
      one = (byte) n;
      name = n * 3L;
    }

    long sum() {
      return one + name + shared;
    }
  }

  static class B extends A {
    private final boolean flag;
    private final double name;
    private transient char letter = 'b';

    B(int n) {
      super(n + 1);
      flag = n % 2 == 0;
      name = n / 4d;
    }

    @Override
    long sum() {
      shared++;
      return super.sum() * 3 + (flag ? 1 : 0) + (long) (name * 4) + letter++;
    }
  }

  static final class C extends B {
    private final short small;
    private final String name;
    private final float real;
    private final C next;

    C(int n) {
      super(n * 2);
      small = (short) -n;
      name = "c" + n;
      real = n + 0.25f;
      next = n == 0 ? null : new C(n - 1);
    }

    @Override
    long sum() {
      return super.sum() * 5 + small + name.length() + (long) (real * 4) + (next == null ? 0 : next.sum());
    }
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    C kept = new C(200);
    System.out.println(new C(200).sum());
    long last = kept.sum();
    C twin = new C(200);
    Check.equal("twin", last, twin.sum());
    while (rounds.more()) {
      long sum = kept.sum();
      Check.equal("kept and twin", sum, twin.sum());
      Check.holds("it changes", sum != last);
      last = sum;
    }
    Check.ok();
  }
}
