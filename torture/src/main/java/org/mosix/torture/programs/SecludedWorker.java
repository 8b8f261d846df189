package org.mosix.torture.programs;

import java.util.function.IntUnaryOperator;

/** What {@link SecludedLoaders} load: knows nothing but the JDK. */
public final class SecludedWorker implements IntUnaryOperator {
  private int calls;

  @Override
  public synchronized int applyAsInt(int seed) {
    calls++;
    int x = seed;
    for (int i = 0; i < 100_000; i++) {
      x = step(x, i);
    }
    return x;
  }

  private static int step(int x, int i) {
    return x * 31 + i;
  }

  @Override
  public String toString() {
    return "called " + calls + " times";
  }
}
