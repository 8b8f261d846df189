package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records: compact constructors, generated equals, hashCode and toString, records as map keys, nested and generic ones. */
public final class Records {
  record Point(int x, long y) {
    Point {
      for (int i = 0; i < 500; i++) {
        y = y * 3 + x;
      }
    }

    Point moved(int by) {
      return new Point(x + by, y - by);
    }
  }

  record Pair<A, B>(A left, B right) {
    static int made;

    Pair {
      made++;
    }
  }

  static String round() {
    Map<Pair<String, Point>, Integer> counts = new HashMap<>();
    List<Pair<String, Point>> pairs = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      Pair<String, Point> pair = new Pair<>("k" + n % 7, new Point(n % 5, n % 3).moved(n % 2));
      counts.merge(pair, 1, Integer::sum);
      pairs.add(pair);
    }
    int sum = 0;
    for (Pair<String, Point> pair : pairs) {
      sum += counts.get(new Pair<>(pair.left(), pair.right()));
    }
    return counts.size() + " " + sum + " " + pairs.get(17) + " " + pairs.get(17).hashCode() + " " + pairs.get(3).equals(pairs.get(4));
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("records", first, round());
    }
    Check.holds("counted", Pair.made > 0);
    Check.ok();
  }
}
