package org.mosix.torture.programs;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import sun.misc.Unsafe;

/** Blocks of memory that hold addresses of one another, grow, are copied and freed; accesses of every kind, also by reflection and handles. */
public final class NativeBlocks {

  private static final Unsafe U = Native.UNSAFE;
  private static final int NODE = 24;

  private NativeBlocks() {}

  /** A list of nodes: next, number, and a word that counts visits. */
  private static long list(int nodes) {
    long first = 0;
    for (int i = 0; i < nodes; i++) {
      long node = Native.zeros(NODE);
      U.putAddress(node, first);
      U.putInt(node + 8, i);
      first = node;
    }
    return first;
  }

  private static int visit(long first) {
    int sum = 0;
    for (long node = first; node != 0; node = U.getAddress(node)) {
      sum = sum * 31 + U.getInt(node + 8);
      U.putLong(node + 16, U.getLong(node + 16) + 1);
      Work.spin(1);
    }
    return sum;
  }

  private static void free(long first) {
    for (long node = first; node != 0; ) {
      long next = U.getAddress(node);
      U.freeMemory(node);
      node = next;
    }
  }

  private static long grow() {
    long block = U.allocateMemory(64);
    for (int i = 0; i < 64; i++) {
      U.putByte(block + i, (byte) i);
    }
    for (int size = 128; size <= 1 << 16; size *= 2) {
      block = U.reallocateMemory(block, size);
      U.copyMemory(block, block + size / 2, size / 2);
      Work.spin(size);
    }
    for (int i = 0; i < 1 << 16; i++) {
      Check.equal("grown", (byte) (i % 64), U.getByte(block + i));
    }
    return block;
  }

  private static String kinds(long at) {
    U.putShort(at, (short) -5);
    U.putChar(at + 2, 'z');
    U.putFloat(at + 4, 1.5f);
    U.putDouble(at + 8, -2.25);
    U.putIntVolatile(null, at + 16, 7);
    Work.spin(1);
    Check.holds("swapped", U.compareAndSwapInt(null, at + 16, 7, 8));
    U.getAndAddInt(null, at + 16, 3);
    U.putOrderedLong(null, at + 24, at);
    Work.spin(2);
    Check.equal("itself", at, U.getLongVolatile(null, at + 24));
    U.setMemory(null, at + 32, 8, (byte) 3);
    return U.getShort(at) + " " + U.getChar(at + 2) + " " + U.getFloat(at + 4) + " " + U.getDouble(at + 8) + " " + U.getInt(at + 16)
        + " " + U.getLong(null, at + 32);
  }

  private static Object round(long kept, long visits, Method reflected, MethodHandle handle) throws Throwable {
    int sum = visit(kept);
    long fresh = list(50);
    sum += visit(fresh);
    Check.equal("counted by reflection", visits, reflected.invoke(U, kept + 16));
    Check.equal("counted by a handle", visits, (long) handle.invokeExact(U, kept + 16));
    free(fresh);
    long block = grow();
    String kinds = kinds(block);
    U.freeMemory(block);
    return sum + " " + kinds;
  }

  public static void main(String[] args) throws Exception {
    long kept = list(100);
    Method reflected = Unsafe.class.getMethod("getLong", long.class);
    MethodHandle handle = MethodHandles.lookup().findVirtual(Unsafe.class, "getLong", MethodType.methodType(long.class, long.class));
    long[] visits = new long[1];
    Rounds.equal(args, "blocks", () -> {
      try {
        return round(kept, ++visits[0], reflected, handle);
      } catch (Exception | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    });
    free(kept);
  }
}
