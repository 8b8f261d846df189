package org.mosix.torture.programs;

/** wait() without a loop around it: a spurious wake-up would be seen at once. */
public final class NaiveWait {
  private static final int LAST = -1;
  private final Object lock = new Object();
  private int message;
  private boolean listening;

  private int receive() throws InterruptedException {
    synchronized (lock) {
      int before = message;
      listening = true;
      lock.notify();
      lock.wait();
      Check.holds("woken only by a message", message == before + 1 || message == LAST);
      return message;
    }
  }

  private void send(int next) throws InterruptedException {
    synchronized (lock) {
      while (!listening) {
        lock.wait();
      }
      listening = false;
    }
    // The listener is in wait() for as long as this takes.
    Thread.sleep(next % 5 == 0 ? 60 : 3);
    synchronized (lock) {
      message = next;
      lock.notify();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    NaiveWait post = new NaiveWait();
    Thread sender = new Thread(() -> {
      try {
        for (int next = 1; rounds.more(); next++) {
          post.send(next);
        }
        post.send(LAST);
      } catch (InterruptedException e) {
        Check.fail("interrupted by nobody");
      }
    });
    sender.start();
    int expected = 1;
    for (int message = post.receive(); message != LAST; message = post.receive()) {
      Check.equal("message", expected++, message);
    }
    sender.join();
    Check.ok();
  }
}
