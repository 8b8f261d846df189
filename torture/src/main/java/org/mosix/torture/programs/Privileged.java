package org.mosix.torture.programs;

import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/** Work inside AccessController.doPrivileged, with results, exceptions that are wrapped, and nested calls. */
@SuppressWarnings("removal")
public final class Privileged {
  static int nested(int depth) {
    if (depth == 0) {
      return Work.spin(7);
    }
    return AccessController.doPrivileged((PrivilegedAction<Integer>) () -> nested(depth - 1) + depth);
  }

  static String round() {
    StringBuilder out = new StringBuilder();
    out.append(nested(4)).append(' ');
    try {
      AccessController.doPrivileged((PrivilegedExceptionAction<String>) () -> {
        throw new IOException("checked " + Work.spin(1));
      });
      Check.fail("no exception");
    } catch (PrivilegedActionException e) {
      out.append(e.getCause().getMessage()).append(' ');
    }
    try {
      AccessController.doPrivileged((PrivilegedAction<Void>) () -> {
        throw new IllegalStateException("unchecked " + Work.spin(2));
      });
      Check.fail("no exception");
    } catch (IllegalStateException e) {
      out.append(e.getMessage());
    }
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "privileged", () -> round());
  }
}
