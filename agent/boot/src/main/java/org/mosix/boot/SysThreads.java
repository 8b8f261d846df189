package org.mosix.boot;

import jdk.internal.misc.Unsafe;

/**
 * In place of {@code sun.nio.ch.NativeThread} where channels and sockets remember who is blocked in them, to wake it when they are
 * closed. They keep the thread's own number instead of an address of the VM it runs in: a thread that is captured meanwhile is found
 * by it in any JVM.
 */
public final class SysThreads {

  /** As in {@code NativeThread}: such threads are never blocked in a native. */
  private static final long VIRTUAL = -1;

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long ID = UNSAFE.objectFieldOffset(Thread.class, "tid");
  private static final Class<?> VIRTUAL_THREAD = virtualThread();

  private SysThreads() {}

  private static Class<?> virtualThread() {
    try {
      return Class.forName("java.lang.BaseVirtualThread", false, null);
    } catch (ClassNotFoundException e) {
      // Before Java 21 there are none.
      return null;
    }
  }

  static boolean isVirtual(Thread thread) {
    return VIRTUAL_THREAD != null && VIRTUAL_THREAD.isInstance(thread);
  }

  /** The number of the calling thread, -1 for a virtual one. */
  public static long current() {
    Thread thread = Thread.currentThread();
    return isVirtual(thread) ? VIRTUAL : idOf(thread);
  }

  /** Ends the blocking native that the thread of this number is in. The descriptor has been made such that it cannot block again. */
  public static void signal(long id) {
    SysWake wake = SysWaits.wakeOf(id);
    if (wake != null) {
      wake.cancel();
    }
  }

  /** {@code getId} can be overridden. */
  static long idOf(Thread thread) {
    return UNSAFE.getLong(thread, ID);
  }
}
