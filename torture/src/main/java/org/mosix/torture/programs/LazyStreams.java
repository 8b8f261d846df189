package org.mosix.torture.programs;

import java.util.Comparator;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Streams as objects: built before, consumed after, iterated half way, infinite, cut by conditions, closed by handlers. */
public final class LazyStreams {
  static String round() {
    StringBuilder out = new StringBuilder();
    Stream<Integer> later = Stream.iterate(1, n -> n < 5_000, n -> n * 2 + (Work.spin(n) & 1)).onClose(() -> out.append("closed ").append(Work.spin(1)));
    Iterator<Integer> half = IntStream.rangeClosed(1, 60).map(Work::spin).filter(n -> (n & 1) == 0).boxed().iterator();
    int sum = 0;
    while (half.hasNext()) {
      sum = sum * 31 + half.next();
      Work.spin(sum);
    }
    try (later) {
      out.append(later.takeWhile(n -> n < 1_000).dropWhile(n -> n < 10).flatMap(n -> Stream.of(n, -n)).peek(n -> Work.spin(n)).skip(2).toList());
    }
    out.append(Stream.generate(() -> Work.spin(3)).limit(10).distinct().count());
    out.append(Stream.of("b", "a", "c").<String>mapMulti((s, to) -> {
      to.accept(s);
      to.accept(s + (Work.spin(4) & 1));
    }).sorted(Comparator.comparing(s -> s + Work.spin(5))).toList());
    out.append("text of chars".chars().mapToObj(c -> (char) c).filter(Character::isLetter).map(c -> Work.spin(c)).anyMatch(n -> n == 0));
    return out.append(sum).append(Stream.concat(Stream.of(1), Stream.empty()).findAny().isPresent()).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "streams", () -> round());
  }
}
