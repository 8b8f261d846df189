package org.mosix.runtime.capture;

import org.mosix.instrument.Capturable;

/** Threads that wait for a monitor: those that poll as soon as they get it need not be waited for. */
final class BlockedThreads {

  /** True if the blocked thread meets a poll before it does anything under the monitor it waits for. */
  boolean reachesPoll(Thread thread) {
    StackTraceElement[] trace = thread.getStackTrace();
    for (StackTraceElement frame : trace) {
      String type = frame.getClassName();
      if (type.equals("java.lang.Object") && frame.getMethodName().startsWith("wait") || type.equals("org.mosix.boot.SysWaits")) {
        continue;
      }
      return isInstrumented(frame);
    }
    return false;
  }

  private static boolean isInstrumented(StackTraceElement frame) {
    String name = frame.getClassName().replace('.', '/');
    if (Capturable.jdk(name) || Capturable.ours(name)) {
      return true;
    }
    String loader = frame.getClassLoaderName();
    boolean jdk = frame.getModuleName() != null && (loader == null || loader.equals("platform"));
    return !jdk;
  }
}
