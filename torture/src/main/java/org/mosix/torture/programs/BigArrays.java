package org.mosix.torture.programs;

/** 64 MB of primitive arrays, changed all the time and summed: nothing is lost or stale. */
public final class BigArrays {
  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    long[][] blocks = new long[8][1 << 18];
    byte[] bytes = new byte[32 << 20];
    double[] reals = new double[2 << 20];
    long expected = 0;
    int step = 0;
    do {
      step++;
      for (long[] block : blocks) {
        for (int i = step % 16; i < block.length; i += 16) {
          block[i] += step;
          expected += step;
        }
      }
      bytes[step * 7919 % bytes.length] = (byte) step;
      reals[step] = step / 2d;
      long sum = 0;
      for (long[] block : blocks) {
        for (long value : block) {
          sum += value;
        }
      }
      Check.equal("sum", expected, sum);
      Check.equal("byte", (byte) step, bytes[step * 7919 % bytes.length]);
      Check.equal("double", step / 2d, reals[step]);
    } while (rounds.more());
    Check.ok();
  }
}
