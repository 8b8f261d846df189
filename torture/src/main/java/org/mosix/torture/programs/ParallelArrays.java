package org.mosix.torture.programs;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Parallel sorts, prefixes and fills of arrays, and bulk operations of a map, with functions that work. */
public final class ParallelArrays {

  private static final int SIZE = 20_000;

  private static int weight(int n) {
    int x = n;
    for (int i = 0; i < 20; i++) {
      x = x * 1_103_515_245 + 12_345;
    }
    return x;
  }

  static String round() {
    Integer[] numbers = new Integer[SIZE];
    Arrays.parallelSetAll(numbers, ParallelArrays::weight);
    Arrays.parallelSort(numbers, Comparator.comparingInt(ParallelArrays::weight));
    for (int i = 1; i < SIZE; i++) {
      Check.holds("sorted", weight(numbers[i - 1]) <= weight(numbers[i]));
    }
    long[] sums = new long[SIZE];
    Arrays.parallelSetAll(sums, i -> weight(i) & 0xff);
    Arrays.parallelPrefix(sums, (a, b) -> a + b + (weight((int) a) & 0));
    ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
    IntStream.range(0, SIZE).parallel().forEach(i -> map.merge(i % 97, weight(i) & 0xff, Integer::sum));
    long total = map.reduceValuesToLong(8, value -> value + (weight(value) & 0), 0, Long::sum);
    Check.equal("sum", sums[SIZE - 1], total);
    return numbers[SIZE / 2] + " " + total + " " + map.size();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "parallel", ParallelArrays::round);
  }
}
