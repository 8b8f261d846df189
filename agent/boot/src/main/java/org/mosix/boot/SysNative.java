package org.mosix.boot;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;

/** The JDK's own natives for waiting on a descriptor of this JVM: {@code poll(2)}, {@code lseek(2)} and the wake-up signal. */
final class SysNative {

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long FD = UNSAFE.objectFieldOffset(FileDescriptor.class, "fd");
  private static final short POLLIN = 1;
  private static final String THREADS = "sun.nio.ch.NativeThread";

  private static final MethodHandle SEEK = find(files(), "seek0", MethodType.methodType(long.class, FileDescriptor.class, long.class));

  private SysNative() {}

  /** The lookup that may do everything; its field is hidden from reflection on no supported JDK, but closed to other modules. */
  static MethodHandles.Lookup trusted() throws ReflectiveOperationException {
    Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
    return (MethodHandles.Lookup) UNSAFE.getReference(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field));
  }

  /** A static method of the JDK, whatever its access. */
  static MethodHandle find(String type, String method, MethodType as) {
    try {
      return trusted().findStatic(Class.forName(type), method, as);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static void number(FileDescriptor fd, int number) {
    UNSAFE.putInt(fd, FD, number);
  }

  private static boolean since21() {
    return Runtime.version().feature() >= 21;
  }

  private static String files() {
    return "sun.nio.ch." + (since21() ? "UnixFileDispatcherImpl" : "FileDispatcherImpl");
  }

  static int number(FileDescriptor fd) {
    return fd == null ? -1 : UNSAFE.getInt(fd, FD);
  }

  /** True for what has a position: its reads end. */
  static boolean seekable(FileDescriptor fd) {
    try {
      long position = (long) SEEK.invokeExact(fd, -1L);
      return position >= 0;
    } catch (Throwable e) {
      return false;
    }
  }

  /** False after {@code millis}, or when {@link #signal} reached the thread. */
  static boolean readable(FileDescriptor fd, long millis) throws Throwable {
    return (int) Waits.POLL.invokeExact(fd, (int) POLLIN, millis) != 0;
  }

  /** The JDK's natives to wait, and to be woken; found when somebody waits: the classes of the network are not loaded for nothing. */
  private static final class Waits {
    static final MethodHandle POLL = find("sun.nio.ch.Net", "poll", MethodType.methodType(int.class, FileDescriptor.class, int.class, long.class));
    static final MethodHandle CURRENT_THREAD = find(THREADS, since21() ? "current0" : "current", MethodType.methodType(long.class));
    static final MethodHandle SIGNAL = find(THREADS, since21() ? "signal0" : "signal", MethodType.methodType(void.class, long.class));
  }

  /** The JDK's wait for a child; found when it is first used. */
  private static final class Children {
    static final MethodHandle AWAIT =
        find("java.lang.ProcessHandleImpl", "waitForProcessExit0", MethodType.methodType(int.class, long.class, boolean.class));
  }

  static int awaitExit(long pid, boolean reap) throws Throwable {
    return (int) Children.AWAIT.invokeExact(pid, reap);
  }

  static long currentThread() {
    try {
      return (long) Waits.CURRENT_THREAD.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("native thread id", e);
    }
  }

  static void signal(long thread) {
    try {
      Waits.SIGNAL.invokeExact(thread);
    } catch (Throwable e) {
      throw new IllegalStateException("signal to native thread " + thread, e);
    }
  }
}
