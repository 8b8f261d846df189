package org.mosix.torture.programs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.CopyOnWriteArrayList;

/** Threads inside forEach, removeIf, replaceAll and iterators of many collections. */
public final class ForEachCallback {
  static int work(int n) {
    int x = n;
    for (int i = 0; i < 300; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static String round() {
    long[] sum = {0};
    List<Collection<Integer>> all = List.of(new ArrayList<>(), new LinkedList<>(), new LinkedHashSet<>(), new TreeSet<>(),
        new ArrayDeque<>(), new Vector<>(), new CopyOnWriteArrayList<>());
    Map<Integer, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < 50; i++) {
      for (Collection<Integer> collection : all) {
        collection.add(i);
      }
      map.put(i, i);
    }
    for (Collection<Integer> collection : all) {
      collection.forEach(n -> sum[0] = sum[0] * 3 + work(n));
      collection.removeIf(n -> (work(n) & 3) == 0);
      for (int n : collection) {
        sum[0] += work(n);
      }
    }
    List.of(1, 2, 3).forEach(n -> sum[0] += work(n));
    ((ArrayList<Integer>) all.get(0)).replaceAll(ForEachCallback::work);
    map.replaceAll((key, value) -> work(key + value));
    map.forEach((key, value) -> sum[0] ^= (long) key * value);
    return sum[0] + " " + all.get(0).hashCode() + " " + map.hashCode() + " " + all.get(3);
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("forEach", first, round());
    }
    Check.ok();
  }
}
