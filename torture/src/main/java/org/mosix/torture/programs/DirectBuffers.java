package org.mosix.torture.programs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** Direct buffers with views, slices, duplicates and byte orders: contents and positions stay, memory comes and goes. */
public final class DirectBuffers {
  static String round(ByteBuffer kept, LongBuffer view, ByteBuffer slice) {
    long before = view.get(3);
    view.put(3, before + 1);
    Work.spin(1);
    Check.equal("seen through the buffer", before + 1, kept.order(ByteOrder.LITTLE_ENDIAN).getLong(24));
    Check.equal("seen through the slice", (byte) (before + 1), slice.get(0));
    Check.holds("read-only", kept.asReadOnlyBuffer().isReadOnly() && slice.isDirect() && slice.limit() == 8);
    ByteBuffer passing = ByteBuffer.allocateDirect(10_000).order(ByteOrder.BIG_ENDIAN);
    for (int n = 0; passing.remaining() >= 8; n++) {
      passing.putInt(Work.spin(n)).putFloat(n);
    }
    passing.flip();
    int sum = 0;
    while (passing.hasRemaining()) {
      sum = sum * 31 + passing.getInt() + (int) passing.getFloat();
    }
    return sum + " " + kept.position() + kept.order() + passing;
  }

  public static void main(String[] args) throws Exception {
    ByteBuffer kept = ByteBuffer.allocateDirect(64).order(ByteOrder.LITTLE_ENDIAN);
    LongBuffer view = kept.asLongBuffer();
    ByteBuffer slice = kept.slice(24, 8);
    kept.position(5);
    Rounds.equal(args, "buffers", () -> round(kept, view, slice));
  }
}
