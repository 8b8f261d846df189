package org.mosix.torture.programs;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** ConcurrentSkipListMap and ConcurrentHashMap under several threads: slow comparisons, bulk operations, exact totals. */
public final class SkipLists {
  static String round() throws InterruptedException {
    ConcurrentSkipListMap<Integer, Integer> map = new ConcurrentSkipListMap<>((a, b) -> {
      Work.spin(a);
      return Integer.compare(a, b);
    });
    ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();
    Work.together(4, id -> {
      for (int n = 0; n < 40; n++) {
        map.merge(n % 20, 1, Integer::sum);
        counts.computeIfAbsent("key " + n % 7, k -> new LongAdder()).add(id + 1);
        if (n % 10 == 9) {
          Integer last = -1;
          for (Integer key : map.headMap(15).keySet()) {
            Check.holds("rising", key > last);
            last = key;
          }
        }
      }
    });
    long total = counts.reduceValues(1, LongAdder::sum, Long::sum);
    String longest = counts.search(1, (k, v) -> Work.spin(k.length()) != 0 && k.endsWith("3") ? k : null);
    return map + " " + total + longest + counts.mappingCount() + map.descendingMap().firstKey();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "maps", () -> round());
  }
}
