package org.mosix.torture.programs;

/** Exceptions leave threads: default handler, own handler, group, and the trace on stderr; main goes on. */
public final class UncaughtInThread {
  static int sink;

  static void busy(Rounds rounds) {
    while (rounds.more()) {
      sink++;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    String[] caught = new String[3];
    Thread plain = new Thread(() -> {
      busy(rounds);
      throw new IllegalStateException("nobody catches this");
    }, "plain");
    Thread handled = new Thread(() -> {
      busy(rounds);
      throw new ArithmeticException("handled");
    }, "handled");
    handled.setUncaughtExceptionHandler((thread, e) -> caught[0] = thread.getName() + " " + e.getMessage());
    ThreadGroup group = new ThreadGroup("group") {
      @Override
      public void uncaughtException(Thread thread, Throwable e) {
        caught[1] = thread.getName() + " " + e.getMessage() + " " + e.getStackTrace()[0].getMethodName();
      }
    };
    Thread grouped = new Thread(group, () -> thrower(rounds), "grouped");
    for (Thread thread : new Thread[] {plain, handled, grouped}) {
      thread.start();
    }
    for (Thread thread : new Thread[] {plain, handled, grouped}) {
      thread.join();
    }
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> caught[2] = "default " + e.getMessage());
    Thread last = new Thread(() -> {
      throw new RuntimeException("last");
    });
    last.start();
    last.join();
    System.out.println(String.join(", ", caught));
    Check.ok();
  }

  private static void thrower(Rounds rounds) {
    busy(rounds);
    throw new UnsupportedOperationException("in a group");
  }
}
