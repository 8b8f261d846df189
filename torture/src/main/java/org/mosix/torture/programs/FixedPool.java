package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A fixed thread pool: futures, results, exceptions, invokeAll, orderly shutdown. */
public final class FixedPool {
  private static final int STEPS = 20_000;

  /** A number, or for one of them an exception, after so many steps. */
  static int work(int n, int steps) {
    int x = n;
    for (int i = 0; i < steps; i++) {
      x = x * 31 + i;
    }
    if (n == 13) {
      throw new IllegalArgumentException("unlucky " + x);
    }
    return x;
  }

  /** What {@link #work} gave for each, the message of its exception included. */
  static StringBuilder results(List<Future<Integer>> futures) throws InterruptedException {
    StringBuilder out = new StringBuilder();
    for (Future<Integer> future : futures) {
      try {
        out.append(future.get()).append(' ');
      } catch (ExecutionException e) {
        out.append(e.getCause().getMessage()).append(' ');
      }
    }
    return out;
  }

  static String round(ExecutorService pool) throws InterruptedException {
    List<Future<Integer>> futures = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      int task = n;
      futures.add(pool.submit(() -> work(task, STEPS)));
    }
    StringBuilder out = results(futures);
    List<Callable<String>> texts = List.of(() -> "a" + work(1, STEPS), () -> "b" + work(2, STEPS));
    for (Future<String> future : pool.invokeAll(texts)) {
      out.append(future.isDone());
    }
    return out.toString();
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    String first = round(pool);
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("pool", first, round(pool));
    }
    pool.shutdown();
    Check.holds("ended", pool.awaitTermination(30, TimeUnit.SECONDS) && pool.isTerminated());
    Check.ok();
  }
}
