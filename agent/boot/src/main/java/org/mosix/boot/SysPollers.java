package org.mosix.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * In place of what the JDK asks where a virtual thread waits for a socket. At home it parks, and threads of the JDK's that wait for all sockets
 * wake it. These belong to the JVM they are in, and do not move: away from home a virtual thread waits as any other does, in a call of home that
 * occupies no carrier.
 */
public final class SysPollers {

  private SysPollers() {}

  /** In place of {@code Thread.isVirtual}: true if the thread waits by the JDK's pollers. */
  public static boolean serve(Thread thread) {
    return !Sys.isAttached() && SysThreads.isVirtual(thread);
  }

  /** In place of {@code Poller.stopPoll}: virtual threads that wait for {@code fd} look again, for it has been closed. */
  public static void stopPoll(int fd) throws Throwable {
    if (Sys.isAttached()) {
      SysWaits.wakeVirtual();
    } else {
      Pollers.STOP.invokeExact(fd);
    }
  }

  /** The same for one kind of event. */
  public static void stopPoll(int fd, int event) throws Throwable {
    if (Sys.isAttached()) {
      SysWaits.wakeVirtual();
    } else {
      Pollers.STOP_EVENT.invokeExact(fd, event);
    }
  }

  /** Only in a JVM that has them. */
  private static final class Pollers {
    static final MethodHandle STOP = SysNative.find("sun.nio.ch.Poller", "stopPoll", MethodType.methodType(void.class, int.class));
    static final MethodHandle STOP_EVENT =
        SysNative.find("sun.nio.ch.Poller", "stopPoll", MethodType.methodType(void.class, int.class, int.class));
  }
}
