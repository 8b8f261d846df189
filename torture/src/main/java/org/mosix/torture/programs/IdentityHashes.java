package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Collections;

/** Identity hash codes taken before stay; IdentityHashMap and identity sets keep finding their keys. */
public final class IdentityHashes {
  /** Whose class no object leads to. */
  static final class Unkept {}

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    List<Object> objects = new ArrayList<>();
    List<Integer> hashes = new ArrayList<>();
    Map<Object, Integer> byIdentity = new IdentityHashMap<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 2_000; i++) {
      Object object = switch (i % 5) {
        case 0 -> new Object();
        case 1 -> new int[i % 10];
        case 2 -> new String("equal");
        case 3 -> new ArrayList<>();
        default -> new Thread();
      };
      objects.add(object);
      hashes.add(i % 2 == 0 ? System.identityHashCode(object) : null);
      byIdentity.put(object, i);
      seen.add(object);
    }
    int classHash = IdentityHashes.class.hashCode();
    int unkeptHash = new Unkept().getClass().hashCode();
    int mainHash = Thread.currentThread().hashCode();
    while (rounds.more()) {
      for (int i = 0; i < objects.size(); i++) {
        Object object = objects.get(i);
        if (hashes.get(i) != null) {
          Check.equal("hash", (int) hashes.get(i), System.identityHashCode(object));
        }
        Check.equal("found", i, (int) byIdentity.get(object));
        Check.holds("in the set", seen.contains(object));
      }
      Check.equal("size", 2_000, byIdentity.size());
      Check.equal("class", classHash, IdentityHashes.class.hashCode());
      Check.equal("class that nobody keeps", unkeptHash, new Unkept().getClass().hashCode());
      Check.equal("main thread", mainHash, Thread.currentThread().hashCode());
      Check.holds("an equal string is not the key", !byIdentity.containsKey(new String("equal")));
    }
    Check.ok();
  }
}
