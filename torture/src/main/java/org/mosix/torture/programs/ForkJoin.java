package org.mosix.torture.programs;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.stream.IntStream;

/** Fork-join tasks that split, fork and join, in an own pool and the common one; parallel streams and parallel sort. */
public final class ForkJoin {
  static final class Sum extends RecursiveTask<Long> {
    private static final long serialVersionUID = 1;
    private final int from;
    private final int to;

    Sum(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    protected Long compute() {
      if (to - from < 500) {
        long sum = 0;
        for (int i = from; i < to; i++) {
          sum += (long) i * i % 7;
        }
        return sum;
      }
      int middle = (from + to) >>> 1;
      Sum left = new Sum(from, middle);
      left.fork();
      return new Sum(middle, to).compute() + left.join();
    }
  }

  static final class Fill extends RecursiveAction {
    private static final long serialVersionUID = 1;
    private final int[] array;
    private final int from;
    private final int to;

    Fill(int[] array, int from, int to) {
      this.array = array;
      this.from = from;
      this.to = to;
    }

    @Override
    protected void compute() {
      if (to - from < 1_000) {
        for (int i = from; i < to; i++) {
          array[i] = i * 31;
        }
      } else {
        invokeAll(new Fill(array, from, (from + to) / 2), new Fill(array, (from + to) / 2, to));
      }
    }
  }

  static String round(ForkJoinPool pool) {
    int[] array = new int[20_000];
    pool.invoke(new Fill(array, 0, array.length));
    long sum = pool.invoke(new Sum(0, 50_000)) + ForkJoinPool.commonPool().invoke(new Sum(0, 20_000));
    int[] shuffled = new Random(5).ints(20_000).toArray();
    Arrays.parallelSort(shuffled);
    long streamed = IntStream.range(0, 5_000).parallel().mapToLong(n -> (long) n * n).filter(n -> n % 3 == 1).sum();
    return Arrays.hashCode(array) + " " + sum + " " + Arrays.hashCode(shuffled) + " " + streamed;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    ForkJoinPool pool = new ForkJoinPool(3);
    String first = round(pool);
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("fork-join", first, round(pool));
    }
    pool.shutdown();
    Check.ok();
  }
}
