package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Collectors of every kind, with classifiers, mergers, finishers and own collectors that work. */
public final class Collecting {
  static List<Object> round(List<String> words) {
    List<Object> out = new ArrayList<>();
    out.add(words.stream().collect(Collectors.groupingBy(w -> Work.spin(w.length()) & 3, TreeMap::new,
        Collectors.mapping(w -> w.charAt(0), Collectors.toList()))));
    out.add(words.stream().collect(Collectors.partitioningBy(w -> Work.spin(1) != 0 && w.length() > 4, Collectors.averagingInt(String::length))));
    out.add(words.stream().collect(Collectors.toMap(String::length, w -> w, (a, b) -> a.substring(0, 1 + (Work.spin(2) & 1)) + b,
        LinkedHashMap::new)));
    out.add(words.stream().collect(Collectors.teeing(Collectors.counting(), Collectors.joining("/", "<", ">"), (n, s) -> n + s)));
    Collector<String, int[], Integer> hashing = Collector.of(() -> new int[1], (a, w) -> a[0] = a[0] * 31 + Work.spin(w.length()), (a, b) -> a, a -> a[0]);
    out.add(words.stream().collect(hashing));
    out.add(words.stream().collect(Collectors.collectingAndThen(Collectors.toSet(), s -> s.size() + Work.spin(3))));
    out.add(words.stream().collect(Collectors.summarizingInt(w -> w.length() + (Work.spin(4) & 1))).getAverage());
    return out;
  }

  public static void main(String[] args) throws Exception {
    List<String> words = List.of("the quick brown fox jumps over the lazy dog again and again".split(" "));
    Rounds.equal(args, "collected", () -> round(words));
  }
}
