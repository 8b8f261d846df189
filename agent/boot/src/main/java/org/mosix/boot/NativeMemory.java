package org.mosix.boot;

import java.nio.Buffer;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Hidden;
import sun.nio.ch.DirectBuffer;

/**
 * Addresses of native memory as the program knows them. A program may keep the address of a block for as long as it has the block, and the
 * block has another one in each JVM it comes to. So {@code sun.misc.Unsafe}, which none but programs use, asks here, and memory segments do
 * where they show or are given an address.
 *
 * <p>In the JVM where a process has begun an address is what it is. In those after its moves the addresses it is given have the number of the
 * stay in the bits that no address uses, and the ones it knows from earlier stays are looked up; so none means two things, wherever memory
 * comes to lie.
 */
public final class NativeMemory {

  /** Processors have addresses of 48 bits, of which programs get those without the first. */
  private static final int BITS = 48;
  private static final long MASK = (1L << BITS) - 1;

  /** Moves with memory that a process can make: no address becomes negative. */
  public static final int LAST_STAY = (1 << 63 - BITS) - 1;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long ADDRESS = U.objectFieldOffset(Buffer.class, "address");

  private static final NativeBlocks BLOCKS = new NativeBlocks();
  /** What was freed while an image is being written; null at other times. */
  private static volatile List<Long> freed;

  /** 0 until the process has moved with memory. Set where none of its threads runs, therefore plain: looked at with each access. */
  private static int stay;
  private static MovedBlocks moved = MovedBlocks.NONE;
  /** What would free the memory of the global arena, if that were ever closed: nothing in the JDK leads to it. */
  private static List<Object> global = new ArrayList<>();
  /** The process has left with all blocks: what a cleaner's thread was about to free is freed. */
  private static volatile boolean vacant;

  private NativeMemory() {}

  /** The address in this JVM. */
  @ForceInline
  public static long real(long address) {
    return stay == 0 ? address : translated(address);
  }

  /** The address in this JVM, if it is one and no offset in an object. */
  @ForceInline
  public static long real(Object holder, long offset) {
    return holder != null || stay == 0 ? offset : translated(offset);
  }

  private static long translated(long address) {
    return address >>> BITS == stay ? address & MASK : moved.real(address);
  }

  /** What the program is told of an address of this JVM. */
  @ForceInline
  public static long known(long address) {
    return stay == 0 ? address : named(address);
  }

  private static long named(long address) {
    return address == 0 ? 0 : moved.known(address, address | (long) stay << BITS);
  }

  /** What the program is told of an address of this JVM, if it is one and no offset in an object. */
  public static long known(long offset, Object holder) {
    return holder != null || stay == 0 ? offset : named(offset);
  }

  /** The value read from a field, which is not the program's to know if it is the address of a buffer. */
  @ForceInline
  public static long known(long value, Object holder, long offset) {
    return stay == 0 || offset != ADDRESS || !isDirect(holder) ? value : named(value);
  }

  /** The value to be written to a field, which may be the address of a buffer. */
  @ForceInline
  public static long stored(Object holder, long offset, long value) {
    return stay == 0 || offset != ADDRESS || !isDirect(holder) ? value : translated(value);
  }

  private static boolean isDirect(Object holder) {
    return holder instanceof Buffer && ((Buffer) holder).isDirect();
  }

  /** In place of {@link DirectBuffer#address} in classes of the program. */
  public static long address(Object buffer) {
    return known(((DirectBuffer) buffer).address());
  }

  /** The address in this JVM for a buffer that is made of one, by the program through reflection or by the JDK. */
  public static long given(long address) {
    if (stay == 0 || address >>> BITS != 0) {
      return real(address);
    }
    long real = moved.real(address);
    return real == address || isJdks() ? address : real;
  }

  /** Whether it is the JDK that makes a buffer: it has addresses of this JVM, also where one is the same as another that the program knows. */
  private static boolean isJdks() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      String caller = frame.getClassName();
      if (!caller.equals(NativeMemory.class.getName()) && !caller.equals("java.nio.DirectByteBuffer")) {
        return caller.startsWith("java.nio.") || caller.startsWith("jdk.internal.perf.");
      }
    }
    return true;
  }

  /** In place of {@code allocateMemory}. */
  @Hidden
  public static long allocate(Unsafe unsafe, long size) {
    long address = unsafe.allocateMemory(size);
    if (address == 0) {
      return 0;
    }
    BLOCKS.add(address, size);
    return address | (long) stay << BITS;
  }

  /** In place of {@code freeMemory}. */
  @Hidden
  public static void free(Unsafe unsafe, long address) {
    long real = real(address);
    if (BLOCKS.remove(real) >= 0) {
      moved.remove(real);
      if (isKept(real)) {
        return;
      }
    } else if (vacant) {
      return;
    }
    unsafe.freeMemory(real);
  }

  /** In place of {@code reallocateMemory}. */
  @Hidden
  public static long reallocate(Unsafe unsafe, long address, long size) {
    long real = real(address);
    // Before its memory can be another's.
    long before = BLOCKS.remove(real);
    long distance = moved.remove(real);
    try {
      long there = unsafe.reallocateMemory(real, size);
      if (there == 0) {
        return 0;
      }
      BLOCKS.add(there, size);
      return there | (long) stay << BITS;
    } catch (Throwable e) {
      moved.restore(real, distance);
      if (before >= 0) {
        BLOCKS.add(real, before);
      }
      throw e;
    }
  }

  /** In place of {@code freeMemory}, where direct buffers end. */
  @Hidden
  public static void end(Unsafe unsafe, long real) {
    moved.remove(real);
    unsafe.freeMemory(real);
  }

  /** In place of {@code freeMemory}, where the memory of segments ends: it may begin before what the program knows, which is aligned. */
  @Hidden
  public static void end(Unsafe unsafe, long real, long size) {
    moved.remove(real, size);
    unsafe.freeMemory(real);
  }

  /** The global arena has got a resource. */
  public static synchronized void isGlobal(Object resource) {
    global.add(resource);
  }

  /** The resources of the global arena. */
  public static synchronized Object[] global() {
    return global.toArray();
  }

  /** A process has arrived, and has these resources of the global arena. */
  public static synchronized void global(Object[] resources) {
    global = new ArrayList<>();
    for (Object resource : resources) {
      global.add(resource);
    }
  }

  /** True if an image is being written, and needs the memory until that is done. */
  private static boolean isKept(long real) {
    if (freed == null) {
      return false;
    }
    synchronized (NativeMemory.class) {
      if (freed != null) {
        freed.add(real);
      }
      return freed != null;
    }
  }

  /** The number of the process's stay here. */
  public static int stay() {
    return stay;
  }

  /** Addresses in this JVM and sizes of the program's blocks, in turns. None is freed until {@link #release}. */
  public static synchronized long[] keep() {
    if (freed == null) {
      freed = new ArrayList<>();
    }
    return BLOCKS.all();
  }

  /** The image is written, or was given up. */
  public static synchronized void release() {
    if (freed != null) {
      for (long address : freed) {
        U.freeMemory(address);
      }
      freed = null;
    }
  }

  /**
   * A process has arrived, and none of its threads runs yet.
   *
   * @param number of its stay here
   * @param known addresses in the eyes of the program of all that has moved: its blocks first, then what buffers and arenas own
   * @param blocks how many of them are its blocks
   */
  public static synchronized void arrived(int number, long[] known, long[] sizes, long[] here, int blocks) {
    BLOCKS.clear();
    for (int i = 0; i < blocks; i++) {
      BLOCKS.add(here[i], sizes[i]);
    }
    moved = new MovedBlocks(known, sizes, here);
    stay = number;
    vacant = false;
  }

  /** The process has left: its blocks are nobody's. */
  public static synchronized void left() {
    vacant = true;
    long[] all = BLOCKS.all();
    BLOCKS.clear();
    for (int i = 0; i < all.length; i += 2) {
      U.freeMemory(all[i]);
    }
    global = new ArrayList<>();
    moved = MovedBlocks.NONE;
    stay = 0;
  }
}
