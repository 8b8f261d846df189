package org.mosix.torture.programs;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;

/** Constructors that take their time, called by super(...) and this(...) of others: the classes below are stopped with them. */
public final class SlowSuperConstructors {

  static int work(int n) {
    int x = n;
    for (int i = 0; i < 100_000; i++) {
      x = x * 31 + Integer.toString(i & 7).length();
    }
    return x;
  }

  static class Base {
    final List<String> seen = new ArrayList<>();
    final int value;

    Base(int n) {
      seen.add(getClass().getSimpleName());
      value = work(n);
      seen.add(describe());
    }

    /** The subclass's fields have no values yet. */
    String describe() {
      return "base";
    }
  }

  static class Middle extends Base {
    final long more;
    String name = "named";

    Middle(int n, long more) {
      super(n > 1 ? n : -n);
      this.more = more + work(value);
    }

    Middle(int n) {
      this(n, 7L);
      seen.add("this " + more);
    }

    @Override
    String describe() {
      return name + " " + more;
    }
  }

  final class Inner extends Middle {
    final double tail;

    Inner(int n) {
      super(n);
      tail = value / 3.0;
    }

    @Override
    String describe() {
      return "inner of " + offset + ", " + super.describe();
    }
  }

  static class Locked {
    static final Object LOCK = new Object();
    final int value;

    Locked(int n) {
      synchronized (LOCK) {
        value = work(n);
      }
    }
  }

  static final class Unlocked extends Locked {
    final boolean held;

    Unlocked(int n) {
      super(n);
      held = Thread.holdsLock(LOCK);
    }
  }

  static final class Failing extends Base {
    Failing(int n) {
      super(n);
      throw new IllegalStateException("failed after " + value);
    }
  }

  private final int offset = work(3);

  String round() throws ReflectiveOperationException {
    StringBuilder all = new StringBuilder();
    int captured = offset & 0xff;
    for (int n = 0; n < 3; n++) {
      Inner inner = new Inner(n);
      all.append(inner.seen).append(inner.value).append(inner.more).append(inner.name).append(inner.tail);
      Base anonymous = new Middle(n, n) {
        @Override
        String describe() {
          return "anonymous " + captured + " " + offset;
        }
      };
      all.append(anonymous.seen).append(anonymous.value);
      Unlocked unlocked = new Unlocked(n);
      all.append(unlocked.value).append(unlocked.held);
      Constructor<Middle> constructor = Middle.class.getDeclaredConstructor(int.class);
      all.append(constructor.newInstance(n).seen);
      try {
        all.append(new Failing(n));
      } catch (IllegalStateException e) {
        all.append(e.getMessage()).append(e.getStackTrace()[0].getMethodName());
      }
    }
    return all.toString();
  }

  public static void main(String[] args) throws ReflectiveOperationException {
    Rounds rounds = Rounds.of(args);
    String first = new SlowSuperConstructors().round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("what was made", first, new SlowSuperConstructors().round());
    }
    Check.ok();
  }
}
