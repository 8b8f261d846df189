package org.mosix.torture.bench;

import java.util.HashMap;
import java.util.Map;

/** A hash map with boxed keys: filled, counted in, searched, half emptied. */
public final class HashMaps {

  private static final int KEYS = 60_000;

  private HashMaps() {}

  public static void main(String[] args) {
    Stopwatch.time(HashMaps::work);
  }

  private static long work() {
    Map<Long, Integer> map = new HashMap<>();
    long key = 1;
    for (int i = 0; i < KEYS * 4; i++) {
      key = key * 6364136223846793005L + 1442695040888963407L;
      map.merge(Math.floorMod(key >>> 20, (long) KEYS), 1, Integer::sum);
    }
    long found = 0;
    for (long k = 0; k < KEYS * 2; k++) {
      Integer count = map.get(k);
      found += count == null ? 1 : count * k;
    }
    map.keySet().removeIf(k -> k % 2 == 0);
    return found + map.size();
  }
}
