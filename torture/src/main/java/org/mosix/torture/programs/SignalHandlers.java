package org.mosix.torture.programs;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** Handlers of signals, set before and after moves, get each signal once, from a child or raised by the program; ignored ones come to nobody. */
public final class SignalHandlers {

  private static final Semaphore HANDLED = new Semaphore(0);
  private static String expected;

  public static void main(String[] args) throws IOException, InterruptedException {
    Rounds rounds = Rounds.of(args);
    handle("HUP");
    Signal.handle(new Signal("INT"), sun.misc.SignalHandler.SIG_IGN);
    String pid = String.valueOf(ProcessHandle.current().pid());
    while (rounds.more()) {
      handle("USR2");
      send("INT", pid);
      send("HUP", pid);
      await("HUP");
      send("USR2", pid);
      await("USR2");
      synchronized (HANDLED) {
        expected = "USR2";
      }
      Signal.raise(new Signal("USR2"));
      await("USR2");
    }
    Check.holds("no more came", HANDLED.availablePermits() == 0);
    Check.ok();
  }

  private static void handle(String name) {
    Signal.handle(new Signal(name), signal -> {
      synchronized (HANDLED) {
        Check.equal("signal", expected, signal.getName());
      }
      HANDLED.release();
    });
  }

  private static void send(String name, String pid) throws IOException, InterruptedException {
    if (!name.equals("INT")) {
      synchronized (HANDLED) {
        expected = name;
      }
    }
    Check.equal("exit code of kill", 0, new ProcessBuilder("kill", "-" + name, pid).start().waitFor());
  }

  private static void await(String name) throws InterruptedException {
    Check.holds(name + " came", HANDLED.tryAcquire(20, TimeUnit.SECONDS));
  }
}
