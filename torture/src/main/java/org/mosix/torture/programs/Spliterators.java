package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Spliterators of the program under sequential and parallel streams, and those of collections walked by hand. */
public final class Spliterators {
  static final class Range implements Spliterator<Integer> {
    private int from;
    private final int to;

    Range(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Integer> action) {
      if (from >= to) {
        return false;
      }
      action.accept(Work.spin(from++));
      return true;
    }

    @Override
    public Spliterator<Integer> trySplit() {
      int middle = (from + to) >>> 1;
      if (middle - from < 4) {
        return null;
      }
      Range left = new Range(from, middle);
      from = middle;
      Work.spin(middle);
      return left;
    }

    @Override
    public long estimateSize() {
      return to - from;
    }

    @Override
    public int characteristics() {
      return ORDERED | SIZED | SUBSIZED | IMMUTABLE;
    }
  }

  static String round(List<Integer> list) {
    int sequential = StreamSupport.stream(new Range(0, 100), false).reduce(0, (a, b) -> a * 31 + b);
    List<Integer> parallel = StreamSupport.stream(new Range(0, 100), true).collect(Collectors.toList());
    Spliterator<Integer> right = list.spliterator();
    Spliterator<Integer> left = right.trySplit();
    StringBuilder out = new StringBuilder();
    left.forEachRemaining(n -> out.append(n + (Work.spin(n) & 1)));
    out.append('|');
    while (right.tryAdvance(n -> out.append(n + (Work.spin(n) & 1)))) {
      Work.spin(1);
    }
    return sequential + " " + parallel.hashCode() + " " + out;
  }

  public static void main(String[] args) throws Exception {
    List<Integer> list = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
    Rounds.equal(args, "split", () -> round(list));
  }
}
