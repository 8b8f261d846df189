package org.mosix.torture.programs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** Flow and SubmissionPublisher: subscribers that ask for few at a time, a processor between, everything arrives in order. */
public final class Publishers {
  static final class Doubling extends SubmissionPublisher<Integer> implements Flow.Processor<Integer, Integer> {
    private Flow.Subscription subscription;

    Doubling(Executor executor) {
      super(executor, 4);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(Integer item) {
      submit(item * 2 + Work.spin(item) * 0);
      subscription.request(1);
    }

    @Override
    public void onError(Throwable e) {
      closeExceptionally(e);
    }

    @Override
    public void onComplete() {
      close();
    }
  }

  static long round(ExecutorService pool) throws Exception {
    long[] sum = new long[1];
    CompletableFuture<Void> done;
    try (SubmissionPublisher<Integer> source = new SubmissionPublisher<>(pool, 4)) {
      Doubling doubling = new Doubling(pool);
      done = doubling.consume(item -> sum[0] = sum[0] * 31 + item + (Work.spin(item) & 1));
      source.subscribe(doubling);
      for (int n = 0; n < 80; n++) {
        source.submit(n);
      }
    }
    done.get();
    return sum[0];
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    Rounds.equal(args, "sum", () -> round(pool));
    pool.shutdown();
  }
}
