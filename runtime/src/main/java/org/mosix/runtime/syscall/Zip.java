package org.mosix.runtime.syscall;

import static org.mosix.runtime.syscall.Trusted.UNSAFE;

import java.util.List;
import java.util.zip.Inflater;

/** What is special about the natives of {@code Inflater} and {@code Deflater}. */
final class Zip {

  /** Input that travels beyond the length of the output. */
  private static final int MARGIN = 32 << 10;

  private static final int NO_FLUSH = 0;

  private static final long INPUT_CONSUMED = UNSAFE.objectFieldOffset(Inflater.class, "inputConsumed");
  private static final long OUTPUT_CONSUMED = UNSAFE.objectFieldOffset(Inflater.class, "outputConsumed");

  private Zip() {}

  /** The result packs two lengths of 31 bits, that of the input used first, and two flags. */
  static int written(Object result) {
    return (int) ((Long) result >>> 31 & 0x7fff_ffffL);
  }

  static void writeConsumed(Object inflater, Wire out) {
    out.putInt(UNSAFE.getInt(inflater, INPUT_CONSUMED)).putInt(UNSAFE.getInt(inflater, OUTPUT_CONSUMED));
  }

  static void readConsumed(Object inflater, Wire.Reader in) {
    UNSAFE.putInt(inflater, INPUT_CONSUMED, in.getInt());
    UNSAFE.putInt(inflater, OUTPUT_CONSUMED, in.getInt());
  }

  static boolean isCall(NativeMethod method) {
    return method.passing().contains(Passing.ARRAY_OUT_ZIP) || method.passing().contains(Passing.MEMORY_OUT_ZIP);
  }

  /**
   * Only as much input as the output can need. A program that offers megabytes and takes them a kilobyte at a time would else send
   * them all each time. A compressor that is told to finish or flush does so with the last part of its input.
   */
  static Object[] limited(NativeMethod method, Object[] arguments) {
    List<Passing> passing = method.passing();
    int input = length(passing, Passing.ARRAY_IN, Passing.MEMORY_IN, 0);
    int output = length(passing, Passing.ARRAY_OUT_ZIP, Passing.MEMORY_OUT_ZIP, input);
    long most = (Integer) arguments[output] * 65L / 64 + MARGIN;
    if ((Integer) arguments[input] <= most) {
      return arguments;
    }
    Object[] limited = arguments.clone();
    limited[input] = (int) most;
    if (passing.get(0) == Passing.RECEIVER) {
      limited[limited.length - 2] = NO_FLUSH;
    }
    return limited;
  }

  /** Where the length of an array or of memory is, from {@code start} on. */
  private static int length(List<Passing> passing, Passing array, Passing memory, int start) {
    for (int i = start; i < passing.size(); i++) {
      if (passing.get(i) == array) {
        return i + 2;
      }
      if (passing.get(i) == memory) {
        return i + 1;
      }
    }
    throw new IllegalStateException("no " + array + " or " + memory);
  }
}
