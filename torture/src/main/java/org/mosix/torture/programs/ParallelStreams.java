package org.mosix.torture.programs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Parallel streams in the common pool and inside an own one: reductions, ordered collection, finding, user spliterators. */
public final class ParallelStreams {
  static String round(ForkJoinPool own) throws Exception {
    List<Integer> mapped = IntStream.range(0, 300).parallel().mapToObj(n -> Work.spin(n)).collect(Collectors.toList());
    Map<Integer, Long> groups = IntStream.range(0, 300).parallel().boxed().collect(Collectors.groupingByConcurrent(n -> Work.spin(n) & 3,
        ConcurrentSkipListMap::new, Collectors.counting()));
    int found = IntStream.range(0, 400).parallel().filter(n -> (Work.spin(n) & 15) == 3).findFirst().orElse(-1);
    String text = own.submit(() -> Stream.iterate(1, n -> n + 1).parallel().limit(100).map(n -> "" + (char) ('a' + (Work.spin(n) & 15)))
        .reduce("", String::concat)).get();
    return mapped.hashCode() + " " + groups + " " + found + " " + text;
  }

  public static void main(String[] args) throws Exception {
    ForkJoinPool own = new ForkJoinPool(4);
    Rounds.equal(args, "streams", () -> round(own));
    own.shutdown();
  }
}
