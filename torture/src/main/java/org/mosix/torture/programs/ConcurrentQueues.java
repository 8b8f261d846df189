package org.mosix.torture.programs;

import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** ConcurrentLinkedQueue and ConcurrentLinkedDeque: many at both ends, weak iterators, removal in the middle. */
public final class ConcurrentQueues {
  static String round() throws InterruptedException {
    ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedDeque<Integer> deque = new ConcurrentLinkedDeque<>();
    AtomicLong sum = new AtomicLong();
    AtomicInteger taken = new AtomicInteger();
    Work.together(4, id -> {
      for (int n = 0; n < 100; n++) {
        if (id < 2) {
          queue.add(id * 1_000 + n);
          deque.addFirst(n);
          deque.addLast(-n);
          Work.spin(n);
        } else {
          Integer value;
          while ((value = queue.poll()) == null) {
            Thread.yield();
          }
          sum.addAndGet(value);
          taken.incrementAndGet();
          for (int seen : deque) {
            Check.holds("within", seen < 100 && seen > -100);
          }
        }
      }
    });
    deque.removeIf(n -> Work.spin(n) % 2 == 0);
    long left = 0;
    for (Iterator<Integer> i = deque.descendingIterator(); i.hasNext();) {
      left += i.next();
    }
    return taken + " " + sum + " " + deque.size() + " " + left + " " + queue.isEmpty();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "queues", () -> round());
  }
}
