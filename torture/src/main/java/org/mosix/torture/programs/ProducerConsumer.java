package org.mosix.torture.programs;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Producers and consumers over blocking queues: every element arrives once, in each producer's order. */
public final class ProducerConsumer {
  static long pass(BlockingQueue<Integer> queue, int elements) throws InterruptedException {
    Thread producer = new Thread(() -> {
      try {
        for (int n = 0; n < elements; n++) {
          if (n % 3 == 0) {
            queue.put(n);
          } else {
            while (!queue.offer(n, 5, TimeUnit.SECONDS)) {
              Thread.onSpinWait();
            }
          }
        }
      } catch (InterruptedException e) {
        Check.fail("interrupted by nobody");
      }
    });
    producer.start();
    long sum = 0;
    int last = -1;
    for (int n = 0; n < elements; n++) {
      Integer got = n % 2 == 0 ? queue.take() : queue.poll(60, TimeUnit.SECONDS);
      Check.equal("in order", last + 1, (int) got);
      last = got;
      sum += got;
    }
    producer.join();
    Check.holds("empty", queue.isEmpty());
    return sum;
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    int elements = 500;
    long expected = elements * (elements - 1) / 2;
    ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    do {
      Check.equal("array queue", expected, pass(new ArrayBlockingQueue<>(4), elements));
      Check.equal("linked queue", expected, pass(new LinkedBlockingQueue<>(3), elements));
      Check.equal("deque", expected, pass(new LinkedBlockingDeque<>(2), elements));
      Check.equal("hand over", expected, pass(new SynchronousQueue<>(), elements));
      Check.equal("priority", expected, pass(new PriorityBlockingQueue<>() {
        @Override
        public boolean offer(Integer n) {
          log.add("offered");
          return super.offer(n);
        }
      }, elements));
    } while (rounds.more());
    Check.holds("offers were ours", log.size() % elements == 0 && !log.isEmpty());
    Check.ok();
  }
}
