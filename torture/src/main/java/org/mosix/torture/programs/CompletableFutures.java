package org.mosix.torture.programs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Chains of CompletableFuture on an own pool and on the common pool: apply, combine, compose, handle, allOf, time-outs. */
public final class CompletableFutures {
  static int work(int n) {
    int x = n;
    for (int i = 0; i < 10_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static String round(ExecutorService pool) {
    CompletableFuture<Integer> a = CompletableFuture.supplyAsync(() -> work(1), pool);
    CompletableFuture<Integer> b = CompletableFuture.supplyAsync(() -> work(2)).thenApply(n -> n + work(3));
    CompletableFuture<Integer> both = a.thenCombineAsync(b, (x, y) -> x ^ y, pool).thenCompose(n -> CompletableFuture.supplyAsync(() -> work(n)));
    CompletableFuture<String> failing = a.thenApplyAsync(n -> {
      work(n);
      if (n != 0) {
        throw new IllegalStateException("no " + n);
      }
      return "never";
    }, pool).handle((value, e) -> e instanceof CompletionException ? e.getCause().getMessage() : value);
    CompletableFuture<String> late = new CompletableFuture<String>().completeOnTimeout("late", 20, TimeUnit.MILLISECONDS);
    CompletableFuture.allOf(both, failing, late).join();
    return both.join() + " " + failing.join() + " " + late.join() + " " + a.isDone();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    String first = round(pool);
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("futures", first, round(pool));
    }
    pool.shutdown();
    Check.ok();
  }
}
