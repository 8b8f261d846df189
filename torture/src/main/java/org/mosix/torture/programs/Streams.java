package org.mosix.torture.programs;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Threads inside sequential streams: map, filter, flatMap, sorted, collect, reduce, iterate, limit, iterator. */
public final class Streams {
  static int work(int n) {
    int x = n;
    for (int i = 0; i < 300; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static String round() {
    List<Integer> mapped = IntStream.range(0, 300).map(Streams::work).filter(n -> (work(n) & 1) == 0).boxed().collect(Collectors.toList());
    Map<Integer, Long> groups = mapped.stream().collect(Collectors.groupingBy(n -> Math.floorMod(work(n), 5), Collectors.counting()));
    String words = Stream.of("delta", "alpha", "charlie", "bravo").flatMap(w -> Arrays.stream(w.split("a")))
        .sorted(Comparator.comparing((String s) -> work(s.length())).thenComparing(s -> s)).distinct()
        .collect(Collectors.joining(",", "[", "]"));
    int reduced = mapped.stream().reduce(7, (a, b) -> work(a) ^ b);
    long iterated = Stream.iterate(1, n -> work(n) & 1023).limit(100).peek(n -> work(1)).mapToLong(n -> n).sum();
    int byHand = 0;
    for (var it = IntStream.rangeClosed(1, 50).mapToObj(n -> "x".repeat(work(n) & 7)).iterator(); it.hasNext(); ) {
      byHand = byHand * 7 + it.next().length();
    }
    boolean any = mapped.stream().anyMatch(n -> work(n) == 1);
    return mapped.hashCode() + " " + groups + " " + words + " " + reduced + " " + iterated + " " + byHand + " " + any;
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("streams", first, round());
    }
    Check.ok();
  }
}
