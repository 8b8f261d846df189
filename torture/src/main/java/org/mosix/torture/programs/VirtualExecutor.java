package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** An executor with a virtual thread per task: futures, exceptions, invokeAll, tasks blocked on each other's queues, shutdown. */
public final class VirtualExecutor {
  private static final int STAGES = 8;
  private static final int NUMBERS = 40;
  private static final int STEPS = 5_000;

  /** Numbers go through a chain of tasks, each of which waits for the one before and the one after. */
  static long chain(ExecutorService executor) throws InterruptedException, ExecutionException {
    List<BlockingQueue<Integer>> queues = new ArrayList<>();
    for (int i = 0; i <= STAGES; i++) {
      queues.add(i % 2 == 0 ? new ArrayBlockingQueue<>(2) : new SynchronousQueue<>());
    }
    for (int i = 0; i < STAGES; i++) {
      int stage = i;
      executor.submit(() -> {
        for (int n = 0; n < NUMBERS; n++) {
          queues.get(stage + 1).put(queues.get(stage).take() * 3 + stage);
        }
        return null;
      });
    }
    Future<?> feeder = executor.submit(() -> {
      for (int n = 0; n < NUMBERS; n++) {
        queues.get(0).put(n);
      }
      return null;
    });
    long sum = 0;
    for (int n = 0; n < NUMBERS; n++) {
      sum = sum * 31 + queues.get(STAGES).take();
    }
    feeder.get();
    return sum;
  }

  static String round() throws InterruptedException, ExecutionException {
    ExecutorService executor = Virtual.executor();
    List<Future<Integer>> futures = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      int task = n;
      futures.add(executor.submit(() -> FixedPool.work(task, STEPS)));
    }
    StringBuilder out = new StringBuilder().append(chain(executor)).append(' ').append(FixedPool.results(futures));
    List<Callable<String>> texts = List.of(() -> "a" + FixedPool.work(1, STEPS), () -> "b" + FixedPool.work(2, STEPS));
    for (Future<String> future : executor.invokeAll(texts)) {
      out.append(future.get());
    }
    executor.shutdown();
    Check.holds("ended", executor.awaitTermination(60, TimeUnit.SECONDS) && executor.isTerminated());
    return out.toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "executor", () -> round());
  }
}
