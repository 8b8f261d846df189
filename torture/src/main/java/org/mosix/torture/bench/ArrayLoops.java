package org.mosix.torture.bench;

/** Sums and scaled additions over arrays: loops that the compiler vectorises. */
public final class ArrayLoops {

  private static final int LENGTH = 100_000;
  private static final int ROUNDS = 400;

  private ArrayLoops() {}

  public static void main(String[] args) {
    int[] ints = new int[LENGTH];
    float[] x = new float[LENGTH];
    float[] y = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      ints[i] = i * 31;
      x[i] = i % 17;
    }
    Stopwatch.time(() -> {
      long sum = 0;
      for (int round = 0; round < ROUNDS; round++) {
        add(x, y, round % 2 == 0 ? 2 : -2);
        sum += sum(ints);
      }
      return sum + (long) y[LENGTH / 2];
    });
  }

  private static void add(float[] x, float[] y, float factor) {
    for (int i = 0; i < x.length; i++) {
      y[i] += factor * x[i];
    }
  }

  private static int sum(int[] values) {
    int sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }
}
