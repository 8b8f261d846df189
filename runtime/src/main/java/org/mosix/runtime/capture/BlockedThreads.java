package org.mosix.runtime.capture;

import org.mosix.instrument.Capturable;

/** Threads that wait for a monitor: those that poll as soon as they get it need not be waited for. */
final class BlockedThreads {

  private static final String POLL = "org.mosix.boot.Poll";
  private static final String JDK_POLL = "org.mosix.boot.JdkPoll";
  private static final String WAITS = "org.mosix.boot.SysWaits";

  /**
   * True if the blocked thread meets a poll before it does anything under the monitor it waits for, and can be captured there as far as
   * its classes tell.
   */
  boolean reachesPoll(Thread thread) {
    StackTraceElement[] trace = thread.getStackTrace();
    boolean first = true;
    boolean waits = false;
    for (StackTraceElement frame : trace) {
      String type = frame.getClassName();
      if (type.equals(POLL) || type.equals(JDK_POLL)) {
        // At a poll already, and not stopped there yet: what it waits for is the runtime's.
        return false;
      }
      if (first && type.equals("java.lang.Object") && frame.getMethodName().startsWith("wait")) {
        waits = true;
        continue;
      }
      if (first && waits && type.equals(WAITS)) {
        continue;
      }
      if (!isInstrumented(frame, first) && (first || !isTrampoline(type))) {
        return false;
      }
      first = false;
    }
    return !first;
  }

  private static boolean isTrampoline(String type) {
    return type.startsWith("jdk.internal.reflect.")
        || type.startsWith("java.lang.reflect.")
        || type.startsWith("java.lang.invoke.")
        || type.equals("java.lang.VirtualThread")
        || type.startsWith("org.mosix.");
  }

  private static boolean isInstrumented(StackTraceElement frame, boolean first) {
    String name = frame.getClassName().replace('.', '/');
    if (Capturable.jdk(name) || Capturable.ours(name)) {
      String method = frame.getMethodName();
      return first ? !Capturable.entersWithoutPoll(name, method) : !Capturable.runsThrough(name, method);
    }
    if (name.startsWith("org/mosix/boot/")) {
      return false;
    }
    String loader = frame.getClassLoaderName();
    boolean jdk = frame.getModuleName() != null && (loader == null || loader.equals("platform"));
    return !jdk;
  }
}
