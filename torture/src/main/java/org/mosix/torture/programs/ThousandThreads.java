package org.mosix.torture.programs;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A thousand threads, nearly all of them parked or in {@code Object.wait}, that pass a number along: each adds one. */
public final class ThousandThreads {
  private static final int THREADS = 1_000;
  private static final int END = -2 * THREADS;

  /** For every second thread: a place for one number, with waits and notifies. */
  static final class Place {
    private Integer number;

    synchronized void put(int given) {
      number = given;
      notifyAll();
    }

    synchronized int take() throws InterruptedException {
      while (number == null) {
        wait();
      }
      int taken = number;
      number = null;
      return taken;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Place[] places = new Place[THREADS / 2 + 1];
    BlockingQueue<?>[] queues = new BlockingQueue<?>[THREADS / 2];
    for (int i = 0; i < places.length; i++) {
      places[i] = new Place();
    }
    for (int i = 0; i < queues.length; i++) {
      queues[i] = new ArrayBlockingQueue<Integer>(1);
    }
    for (int i = 0; i < queues.length; i++) {
      @SuppressWarnings("unchecked")
      BlockingQueue<Integer> queue = (BlockingQueue<Integer>) queues[i];
      Place from = places[i];
      Place to = places[i + 1];
      Work.start("waits", i, id -> {
        for (int n = 0; n > END; ) {
          n = from.take();
          queue.put(n + 1);
        }
      });
      Work.start("parked", i, id -> {
        for (int n = 0; n > END; ) {
          n = queue.take();
          to.put(n + 1);
        }
      });
    }
    Rounds rounds = Rounds.of(args);
    do {
      places[0].put(0);
      Check.equal("sum", THREADS, places[THREADS / 2].take());
    } while (rounds.more());
    places[0].put(END - THREADS);
    Check.equal("end", END, places[THREADS / 2].take());
    Check.ok();
  }
}
