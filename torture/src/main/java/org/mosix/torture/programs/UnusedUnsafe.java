package org.mosix.torture.programs;

import java.nio.ByteBuffer;
import sun.misc.Unsafe;

/** A class that could work with addresses of direct buffers, as a library's does, but was told to do without. */
public final class UnusedUnsafe {

  /** Reads and writes by address if it may. */
  private static final class Memory {
    private static final Unsafe UNSAFE = Boolean.getBoolean("torture.unsafe") ? Native.UNSAFE : null;

    private Memory() {}

    static boolean has() {
      return UNSAFE != null;
    }

    static long next(ByteBuffer buffer, int at, long address) {
      if (has()) {
        UNSAFE.putLong(address + at, UNSAFE.getLong(address + at) + 1);
        return UNSAFE.getLong(address + at);
      }
      buffer.putLong(at, buffer.getLong(at) + 1);
      return buffer.getLong(at);
    }
  }

  private UnusedUnsafe() {}

  private static Object round(ByteBuffer kept) {
    long before = kept.getLong(16);
    for (int i = 0; i < 50; i++) {
      Check.equal("counted", before + i + 1, Memory.next(kept, 16, 0));
      Work.spin(1);
    }
    return Memory.has() + " " + kept.capacity();
  }

  public static void main(String[] args) throws Exception {
    ByteBuffer kept = ByteBuffer.allocateDirect(64);
    Rounds.equal(args, "buffer", () -> round(kept));
  }
}
