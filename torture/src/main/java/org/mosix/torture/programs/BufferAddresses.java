package org.mosix.torture.programs;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Direct buffers whose addresses the program keeps, compares and works with, while it goes on using the buffers. */
public final class BufferAddresses {

  private static final long ADDRESS = offset();

  /** A buffer and where its memory begins. */
  private static final class Kept {
    final ByteBuffer buffer;
    final long address;

    Kept(int capacity) {
      buffer = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
      address = addressOf(buffer);
    }
  }

  private BufferAddresses() {}

  private static long offset() {
    try {
      return Native.UNSAFE.objectFieldOffset(Buffer.class.getDeclaredField("address"));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long addressOf(Buffer buffer) {
    return Native.UNSAFE.getLong(buffer, ADDRESS);
  }

  private static int use(Kept kept, ByteBuffer slice, int n) {
    int at = 8 * (n % 8);
    long before = kept.buffer.getLong(at);
    Native.UNSAFE.putLong(kept.address + at, before + n);
    int x = Work.spin(n);
    Check.equal("seen in the buffer", before + n, kept.buffer.getLong(at));
    kept.buffer.putLong(at, before);
    Work.spin(1);
    Check.equal("seen at the address", before, Native.UNSAFE.getLong(null, kept.address + at));
    Check.equal("the address", kept.address, addressOf(kept.buffer));
    Check.equal("the slice", 16, addressOf(slice) - kept.address);
    Native.UNSAFE.copyMemory(kept.address, kept.address + 128, 64);
    Check.equal("copied", before, kept.buffer.getLong(128 + at));
    return x;
  }

  /** Buffers that are kept although their memory has been freed, which the program knows and leaves them alone. */
  private static List<ByteBuffer> freed() {
    ByteBuffer large = ByteBuffer.allocateDirect(2 << 20);
    ByteBuffer part = large.slice(1 << 20, 8);
    ByteBuffer small = ByteBuffer.allocateDirect(48);
    Native.UNSAFE.invokeCleaner(large);
    Native.UNSAFE.invokeCleaner(small);
    return List.of(large, part, small);
  }

  private static Object round(Kept kept, ByteBuffer slice, List<Kept> many) {
    int sum = 0;
    List<ByteBuffer> freed = freed();
    for (int n = 0; n < 40; n++) {
      sum = sum * 31 + use(kept, slice, n);
      Kept other = many.get(n % many.size());
      sum += use(other, other.buffer.slice(16, 8), n);
      many.set(n % many.size(), new Kept(256 + 64 * n));
    }
    byte[] bytes = new byte[64];
    Native.UNSAFE.copyMemory(null, kept.address, bytes, sun.misc.Unsafe.ARRAY_BYTE_BASE_OFFSET, bytes.length);
    return sum + " " + java.util.Arrays.hashCode(bytes) + " " + freed.get(1).capacity();
  }

  public static void main(String[] args) throws Exception {
    Kept kept = new Kept(4096);
    for (int i = 0; i < 64; i++) {
      kept.buffer.put(i, (byte) i);
    }
    kept.buffer.position(16);
    ByteBuffer slice = kept.buffer.slice();
    List<Kept> many = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      many.add(new Kept(256));
    }
    Rounds.equal(args, "buffers", () -> round(kept, slice, many));
  }
}
