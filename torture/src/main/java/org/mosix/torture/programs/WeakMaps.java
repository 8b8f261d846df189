package org.mosix.torture.programs;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** WeakHashMap and a cache of soft references: entries of living keys stay with their values, those of dead ones go. */
public final class WeakMaps {
  record Key(int id) {
    @Override
    public int hashCode() {
      return Work.spin(id);
    }
  }

  static String round(List<Key> alive, Map<Key, String> kept, Map<Integer, SoftReference<String>> cache) throws InterruptedException {
    for (Key key : alive) {
      Check.equal("value", "value " + key.id(), kept.get(key));
      Check.equal("equal key", "value " + key.id(), kept.get(new Key(key.id())));
      String cached = cache.computeIfAbsent(key.id(), id -> new SoftReference<>("cached " + id)).get();
      Check.holds("cached", cached == null || cached.equals("cached " + key.id()));
    }
    Map<Key, Integer> passing = new WeakHashMap<>();
    for (int n = 0; n < 50; n++) {
      passing.put(new Key(100 + n), n);
    }
    while (!passing.isEmpty()) {
      System.gc();
      Thread.sleep(1);
    }
    return kept.size() + " " + passing.size();
  }

  public static void main(String[] args) throws Exception {
    List<Key> alive = new ArrayList<>();
    Map<Key, String> kept = new WeakHashMap<>();
    for (int n = 0; n < 20; n++) {
      alive.add(new Key(n));
      kept.put(alive.get(n), "value " + n);
    }
    Map<Integer, SoftReference<String>> cache = new HashMap<>();
    Rounds.equal(args, "maps", () -> round(alive, kept, cache));
  }
}
