package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;

/**
 * Threads that wait in methods that were compiled and inlined long before: values of every type, operands on the stack, null, and objects that the compiler need
 * not make.
 */
public final class CompiledFrames {

  private static final int THREADS = 4;
  private static final int WARM = 15_000;
  private static final long WAIT_MILLIS = 2;

  private static final class Point {
    private final int x;
    private final long y;

    Point(int x, long y) {
      this.x = x;
      this.y = y;
    }

    synchronized long locked(long millis) throws InterruptedException {
      long before = x * 3L;
      pause(millis);
      return before + y;
    }

    synchronized long unusedAfter(long millis) throws InterruptedException {
      long sum = x + y;
      pause(millis);
      return sum;
    }
  }

  static int pause(long millis) throws InterruptedException {
    if (millis >= 0) {
      Thread.sleep(millis);
    }
    return 1;
  }

  static long everyType(int seed, long millis) throws InterruptedException {
    int i = seed * 31;
    long l = ((long) seed << 33) - 7;
    float f = seed / 3f;
    double d = seed / 7.0;
    boolean even = (seed & 1) == 0;
    char c = (char) ('a' + seed % 26);
    byte b = (byte) (seed * 5);
    short s = (short) (seed * 777);
    String text = "text " + seed;
    int[] array = {seed, seed + 1};
    pause(millis);
    long sum = i ^ l ^ Float.floatToRawIntBits(f) ^ Double.doubleToRawLongBits(d);
    pause(millis);
    return sum * 31 + (even ? c : b) + s * text.hashCode() + array[1];
  }

  static long operands(int seed, long millis) throws InterruptedException {
    return seed * 3L + pause(millis) * (seed / 2.0 > 1 ? 5 : 7) + "abc".substring(pause(millis)).length() + (seed << 20 | pause(millis));
  }

  static long nothing(int seed, long millis) throws InterruptedException {
    String none = seed < 0 ? "some" : null;
    String some = String.valueOf(seed);
    pause(millis);
    return (none == null ? 3 : none.length()) * 1000L + some.length();
  }

  static long notMade(int seed, long millis) throws InterruptedException {
    Point point = new Point(seed, seed * 5L);
    Point[] pair = {point, new Point(seed + 1, 2)};
    pause(millis);
    return point.x + point.y + pair[1].x * 7L;
  }

  static long notLocked(int seed, long millis) throws InterruptedException {
    return new Point(seed, 9).locked(millis) + new Point(seed, 11).unusedAfter(millis);
  }

  static long nested(int depth, int seed, long millis) throws InterruptedException {
    long mine = seed * 17L + depth;
    double part = mine / 3.0;
    long deeper = depth == 0 ? all(seed, millis) : nested(depth - 1, seed + 1, millis);
    return deeper * 31 + mine + (long) part;
  }

  private static long all(int seed, long millis) throws InterruptedException {
    long sum = everyType(seed, millis);
    sum = sum * 31 + operands(seed, millis);
    sum = sum * 31 + nothing(seed, millis);
    sum = sum * 31 + notMade(seed, millis);
    return sum * 31 + notLocked(seed, millis);
  }

  private static void run(int number, Rounds rounds) {
    try {
      for (int i = 0; i < WARM; i++) {
        Check.equal("warm " + number, nested(2, i & 63, -1), nested(2, i & 63, 0));
      }
      for (int seed = number; rounds.more(); seed = (seed + 1) & 1023) {
        Check.equal("seed " + seed, nested(2, seed, -1), nested(2, seed, WAIT_MILLIS));
      }
    } catch (InterruptedException e) {
      Check.fail("interrupted");
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    System.out.println(nested(2, 1, -1));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      threads.add(new Thread(() -> run(number, rounds), "compiled-" + i));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    Check.ok();
  }
}
