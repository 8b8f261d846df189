package org.mosix.torture.programs;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** TreeMap and TreeSet with keys that compare slowly: views, ranges, descending, and changes while iterating. */
public final class TreeMaps {
  record Key(int id) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      Work.spin(id);
      return Integer.compare(id, other.id);
    }
  }

  static String round(NavigableMap<Key, Integer> kept) {
    StringBuilder out = new StringBuilder();
    for (int n = 0; n < 30; n++) {
      kept.merge(new Key(n * 13 % 31), 1, (a, b) -> a + b + Work.spin(n1(b)) * 0);
    }
    out.append(kept.headMap(new Key(10), true).descendingMap().firstKey().id()).append(kept.ceilingKey(new Key(15)).id());
    for (Iterator<Map.Entry<Key, Integer>> i = kept.subMap(new Key(5), new Key(20)).entrySet().iterator(); i.hasNext();) {
      Map.Entry<Key, Integer> entry = i.next();
      if (entry.getKey().id() % 3 == 0) {
        i.remove();
      } else {
        entry.setValue(0);
      }
    }
    TreeSet<String> words = new TreeSet<>(Comparator.comparing(String::length).thenComparing(w -> w + Work.spin(w.length())));
    words.addAll(List.of("one", "two", "three", "four", "five"));
    return out.append(kept.size()).append(words).append(words.higher("two")).append(kept.pollFirstEntry().getKey().id()).toString();
  }

  private static int n1(int n) {
    return n & 7;
  }

  public static void main(String[] args) throws Exception {
    NavigableMap<Key, Integer> kept = new TreeMap<>();
    round(kept);
    Rounds.equal(args, "map", () -> round(kept));
  }
}
