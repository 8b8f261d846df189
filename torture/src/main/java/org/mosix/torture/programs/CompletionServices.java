package org.mosix.torture.programs;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** ExecutorCompletionService, invokeAny and invokeAll with a time limit that is not reached. */
public final class CompletionServices {
  static String round(ExecutorService pool) throws Exception {
    CompletionService<Integer> service = new ExecutorCompletionService<>(pool);
    for (int n = 0; n < 12; n++) {
      int id = n;
      service.submit(() -> Work.spin(id));
    }
    long sum = 0;
    for (int n = 0; n < 12; n++) {
      sum += service.take().get();
    }
    String any = pool.invokeAny(List.of(() -> {
      Work.spin(2);
      throw new IllegalStateException("not this one");
    }, () -> "this one"));
    long all = 0;
    for (Future<Integer> result : pool.invokeAll(List.<Callable<Integer>>of(() -> Work.spin(3), () -> Work.spin(4), () -> Work.spin(5)), 1, TimeUnit.MINUTES)) {
      Check.holds("not cancelled", !result.isCancelled());
      all += result.get();
    }
    return sum + " " + any + " " + all;
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    Rounds.equal(args, "results", () -> round(pool));
    pool.shutdown();
  }
}
