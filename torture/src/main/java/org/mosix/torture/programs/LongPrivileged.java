package org.mosix.torture.programs;

import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/** Threads inside AccessController.doPrivileged, and inside initial values of thread locals, for the whole run. */
@SuppressWarnings("removal")
public final class LongPrivileged {

  private static int work(Rounds rounds) {
    int rest = 0;
    while (rounds.more()) {
      rest |= Work.spin(rest & 1) & 1;
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return 5;
  }

  private static int nested(int depth, Rounds rounds) {
    if (depth == 0) {
      return work(rounds);
    }
    return AccessController.doPrivileged((PrivilegedAction<Integer>) () -> nested(depth - 1, rounds) + depth);
  }

  private static void checked(Rounds rounds) {
    try {
      AccessController.doPrivileged((PrivilegedExceptionAction<Void>) () -> {
        throw new IOException("checked " + work(rounds));
      });
      Check.fail("no exception");
    } catch (PrivilegedActionException e) {
      Check.equal("cause", "java.io.IOException: checked 5", e.getCause().toString());
    }
  }

  private static void unchecked(Rounds rounds) {
    try {
      AccessController.doPrivileged((PrivilegedExceptionAction<Void>) () -> {
        throw new IllegalStateException("unchecked " + work(rounds));
      });
      Check.fail("no exception");
    } catch (PrivilegedActionException e) {
      Check.fail("wrapped " + e);
    } catch (IllegalStateException e) {
      Check.equal("message", "unchecked 5", e.getMessage());
    }
  }

  private static void local(Rounds rounds) {
    ThreadLocal<String> text = ThreadLocal.withInitial(() -> "initial " + work(rounds));
    Check.equal("initial value", "initial 5", text.get());
    Check.same("kept", text.get(), text.get());
  }

  private static void overridden(Rounds rounds) {
    ThreadLocal<Integer> number = new ThreadLocal<>() {
      @Override
      protected Integer initialValue() {
        return work(rounds);
      }
    };
    Check.equal("overridden", 5, (int) number.get());
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    Work.Part[] parts = {
        id -> Check.equal("nested", 5 + 4 + 3 + 2 + 1, nested(4, rounds)),
        id -> checked(rounds),
        id -> unchecked(rounds),
        id -> local(rounds),
        id -> overridden(rounds)};
    Work.together(parts.length, id -> parts[id].run(id));
    System.out.println(parts.length + " parts");
    Check.ok();
  }
}
