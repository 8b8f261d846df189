package org.mosix.boot;

/** Keeps our frames out of the stack traces that a program prints. */
public final class SysStack {

  private static final String BOOT = "org.mosix.boot.";
  private static final String RUNTIME = "org.mosix.runtime.";

  private SysStack() {}

  /** {@code thrown} with a trace as if the call had not gone through us. */
  public static <T extends Throwable> T withoutMosix(T thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    int kept = 0;
    for (StackTraceElement frame : trace) {
      if (!frame.getClassName().startsWith(BOOT) && !frame.getClassName().startsWith(RUNTIME)) {
        trace[kept++] = frame;
      }
    }
    if (kept < trace.length) {
      StackTraceElement[] rest = new StackTraceElement[kept];
      System.arraycopy(trace, 0, rest, 0, kept);
      thrown.setStackTrace(rest);
    }
    return thrown;
  }

  /** {@code thrown} with the native method on top and our frames gone. */
  public static <T extends Throwable> T thrownBy(T thrown, String className, String method) {
    StackTraceElement[] trace = withoutMosix(thrown).getStackTrace();
    if (trace.length > 0) {
      StackTraceElement[] whole = new StackTraceElement[trace.length + 1];
      whole[0] = new StackTraceElement(null, "java.base", null, className, method, null, -2);
      System.arraycopy(trace, 0, whole, 1, trace.length);
      thrown.setStackTrace(whole);
    }
    return thrown;
  }
}
