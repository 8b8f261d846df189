package org.mosix.torture.programs;

import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Hash maps whose keys hash by identity: Class, enum, Object, Thread; lookups work for ever. */
public final class KeyedMaps {
  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    Map<Object, Object> hashed = new HashMap<>();
    Map<Object, Object> concurrent = new ConcurrentHashMap<>();
    Map<Object, Object> linked = new LinkedHashMap<>();
    Class<?>[] classes = {String.class, int.class, int[].class, KeyedMaps.class, Map.Entry.class, Thread.class, void.class};
    Object[] plain = new Object[500];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = new Object();
    }
    Set<Object> keys = new HashSet<>(Set.of(classes));
    keys.addAll(Set.of(plain));
    keys.addAll(Set.of(TimeUnit.values()));
    keys.addAll(Set.of(StandardOpenOption.values()));
    keys.add(Thread.currentThread());
    keys.add(ClassLoader.getSystemClassLoader());
    for (Object key : keys) {
      hashed.put(key, key);
      concurrent.put(key, key);
      linked.put(key, key);
    }
    Map<String, Class<?>> sorted = new TreeMap<>();
    for (Class<?> type : classes) {
      sorted.put(type.getName(), type);
    }
    System.out.println(sorted);
    Map<Object, Object> immutable = Map.copyOf(hashed);
    while (rounds.more()) {
      for (Object key : keys) {
        Check.same("HashMap", key, hashed.get(key));
        Check.same("ConcurrentHashMap", key, concurrent.get(key));
        Check.same("LinkedHashMap", key, linked.get(key));
        Check.same("Map.copyOf", key, immutable.get(key));
      }
      Check.same("class by name", KeyedMaps.class, sorted.get("org.mosix.torture.programs.KeyedMaps"));
      Check.same("current thread", Thread.currentThread(), hashed.get(Thread.currentThread()));
      Check.holds("absent", hashed.get(new Object()) == null && !immutable.containsKey(new Object()));
      Object renewed = plain[0];
      Check.same("removed", renewed, hashed.remove(renewed));
      hashed.put(renewed, renewed);
    }
    Check.equal("size", keys.size(), hashed.size());
    Check.ok();
  }
}
