package org.mosix.torture.programs;

/** System.exit(7) in another thread while main is busy and a third waits: the process ends with 7. */
public final class ExitInThread {
  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    Object lock = new Object();
    new Thread(() -> {
      synchronized (lock) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          Check.fail("interrupted by nobody");
        }
      }
    }).start();
    new Thread(() -> {
      while (rounds.more()) {
        Thread.onSpinWait();
      }
      System.out.println("ok");
      System.exit(7);
    }).start();
    long n = 0;
    while (true) {
      n++;
    }
  }
}
