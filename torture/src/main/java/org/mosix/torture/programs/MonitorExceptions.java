package org.mosix.torture.programs;

/** Exceptions thrown out of nested synchronized regions release exactly what they should; waiting threads get in. */
public final class MonitorExceptions {
  private static int work(int n) {
    int x = n;
    for (int i = 0; i < 3_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static int attempt(Object a, Object b, int n) {
    int result = 0;
    synchronized (a) {
      try {
        synchronized (b) {
          result += work(n) & 7;
          if (n % 3 == 0) {
            throw new IllegalStateException("inside both");
          }
          result += guarded(b, n);
        }
      } catch (IllegalStateException e) {
        Check.holds("b released", !Thread.holdsLock(b));
        Check.holds("a held", Thread.holdsLock(a));
        result += work(n) & 15;
      }
      if (n % 5 == 0) {
        throw new ArithmeticException("out " + result);
      }
    }
    return result;
  }

  private static synchronized int guarded(Object b, int n) {
    if (n % 4 == 0) {
      throw new IllegalStateException("in a synchronized method");
    }
    synchronized (b) {
      return work(n) & 31;
    }
  }

  static String round(Object a, Object b) {
    StringBuilder out = new StringBuilder();
    for (int n = 1; n <= 20; n++) {
      try {
        out.append(attempt(a, b, n)).append(' ');
      } catch (ArithmeticException e) {
        out.append(e.getMessage()).append(' ');
      }
      Check.holds("all released", !Thread.holdsLock(a) && !Thread.holdsLock(b) && !Thread.holdsLock(MonitorExceptions.class));
    }
    return out.toString();
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    Object a = new Object();
    Object b = new Object();
    String first = round(a, b);
    System.out.println(first);
    Runnable play = () -> {
      while (rounds.more()) {
        Check.equal("results", first, round(a, b));
      }
    };
    Thread other = new Thread(play);
    other.start();
    play.run();
    other.join();
    Check.ok();
  }
}
