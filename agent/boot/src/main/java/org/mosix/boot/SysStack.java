package org.mosix.boot;

/** Keeps our frames out of the stack traces that a program prints. */
public final class SysStack {

  private static final String BOOT = "org.mosix.boot.";
  private static final String RUNTIME = "org.mosix.runtime.";

  private SysStack() {}

  /** {@code thrown} with a trace as if the call had not gone through us. */
  public static <T extends Throwable> T withoutMosix(T thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    StackTraceElement[] rest = withoutMosix(trace);
    if (rest.length < trace.length) {
      thrown.setStackTrace(rest);
    }
    return thrown;
  }

  /** The frames of {@code trace} that are not ours; the same array if none is. */
  static StackTraceElement[] withoutMosix(StackTraceElement[] trace) {
    int ours = 0;
    for (StackTraceElement frame : trace) {
      ours += isOurs(frame) ? 1 : 0;
    }
    if (ours == 0) {
      return trace;
    }
    StackTraceElement[] rest = new StackTraceElement[trace.length - ours];
    int kept = 0;
    for (StackTraceElement frame : trace) {
      if (!isOurs(frame)) {
        rest[kept++] = frame;
      }
    }
    return rest;
  }

  private static boolean isOurs(StackTraceElement frame) {
    return frame.getClassName().startsWith(BOOT) || frame.getClassName().startsWith(RUNTIME);
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
