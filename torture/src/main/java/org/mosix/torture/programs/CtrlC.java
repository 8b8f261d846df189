package org.mosix.torture.programs;

/** Waits for an interrupt signal (given by the runner once `ready` is printed): hooks run, exit code 130. */
public final class CtrlC {
  static long beats;

  public static void main(String[] args) throws InterruptedException {
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      Check.holds("it ran and main is alive", beats > 0 && main.isAlive());
      Check.ok();
    }));
    System.out.println("ready");
    Rounds rounds = Rounds.of(args);
    while (rounds.more()) {
      beats++;
      Thread.sleep(5);
    }
    Thread.sleep(60_000);
    Check.fail("nobody interrupted");
  }
}
