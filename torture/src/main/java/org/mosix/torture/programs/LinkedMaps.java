package org.mosix.torture.programs;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** LinkedHashMap in access order as a cache of the program's, LinkedHashSet, and their iterators half way. */
public final class LinkedMaps {
  static final class Cache extends LinkedHashMap<Integer, Integer> {
    private static final long serialVersionUID = 1;
    private int dropped;

    Cache() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, Integer> eldest) {
      Work.spin(eldest.getKey());
      dropped += size() > 10 ? 1 : 0;
      return size() > 10;
    }
  }

  static String round() {
    Cache cache = new Cache();
    for (int n = 0; n < 40; n++) {
      cache.computeIfAbsent(n, Work::spin);
      cache.get(n - 8);
    }
    Set<String> order = new LinkedHashSet<>(List.of("c", "a", "b"));
    StringBuilder out = new StringBuilder();
    for (Map.Entry<Integer, Integer> entry : cache.entrySet()) {
      Check.equal("value", Work.spin(entry.getKey()), (int) entry.getValue());
      out.append(entry.getKey()).append(' ');
    }
    order.remove("c");
    order.add("c");
    return out.append(cache.dropped).append(order).toString();
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "cache", () -> round());
  }
}
