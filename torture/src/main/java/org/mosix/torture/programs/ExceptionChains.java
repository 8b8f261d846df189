package org.mosix.torture.programs;

import java.io.IOException;

/** Exceptions with causes and suppressed ones, custom ones with state, without traces, serialised and kept for long. */
public final class ExceptionChains {
  static final class Coded extends Exception {
    private static final long serialVersionUID = 1;
    private final int code;

    Coded(int code, Throwable cause) {
      super("code " + code, cause);
      this.code = code;
    }

    @Override
    public String getMessage() {
      return super.getMessage() + '/' + Work.spin(code) % 10;
    }
  }

  static final class Light extends RuntimeException {
    private static final long serialVersionUID = 1;

    Light() {
      super("light", null, true, false);
    }
  }

  static Coded chain(int depth) {
    try {
      if (depth == 0) {
        throw new Light();
      }
      throw chain(depth - 1);
    } catch (Coded | Light e) {
      Coded next = new Coded(depth, e);
      next.addSuppressed(new IOException("closing " + Work.spin(depth)));
      return next;
    }
  }

  static String describe(Throwable e) {
    StringBuilder out = new StringBuilder();
    for (Throwable t = e; t != null; t = t.getCause()) {
      out.append(t.getMessage()).append(t.getSuppressed().length);
      for (StackTraceElement element : t.getStackTrace()) {
        if (element.getClassName().equals(ExceptionChains.class.getName()) && element.getMethodName().equals("chain")) {
          out.append(':').append(element.getLineNumber());
        }
      }
    }
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    Coded kept = chain(4);
    String described = describe(kept);
    Rounds.equal(args, "chains", () -> {
      Check.equal("kept", described, describe(kept));
      return describe(chain(4)).hashCode() + " " + described;
    });
  }
}
