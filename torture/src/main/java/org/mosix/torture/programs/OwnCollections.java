package org.mosix.torture.programs;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Collections of the program on the JDK's abstract ones: their methods are called from the JDK's algorithms. */
public final class OwnCollections {
  static final class Ring extends AbstractList<Integer> implements java.util.RandomAccess {
    private final int[] values;

    Ring(int size) {
      values = new int[size];
    }

    @Override
    public Integer get(int index) {
      Work.spin(index);
      return values[index];
    }

    @Override
    public Integer set(int index, Integer value) {
      int old = values[index];
      values[index] = value + (Work.spin(index) & 0);
      return old;
    }

    @Override
    public int size() {
      return values.length;
    }
  }

  static final class Squares extends AbstractMap<Integer, Integer> {
    @Override
    public Set<Entry<Integer, Integer>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Entry<Integer, Integer>> iterator() {
          return IntStream.range(0, 20).mapToObj(n -> Map.entry(n, n * n + (Work.spin(n) & 0))).iterator();
        }

        @Override
        public int size() {
          return 20;
        }
      };
    }
  }

  static String round() {
    Ring ring = new Ring(25);
    Collections.fill(ring, 3);
    for (int n = 0; n < ring.size(); n++) {
      ring.set(n, n * 7 % 13);
    }
    Collections.rotate(ring, 4);
    Collections.shuffle(ring, new Random(1));
    Collections.sort(ring, Comparator.comparing(n -> n + Work.spin(n) * 0));
    Squares squares = new Squares();
    return ring + " " + squares.get(7) + squares.containsValue(81) + squares.hashCode() + ring.indexOf(5) + ring.hashCode()
        + squares.equals(new HashMap<>(squares)) + Collections.max(ring) + new ArrayDeque<>(ring).peekLast();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "collections", () -> round());
  }
}
