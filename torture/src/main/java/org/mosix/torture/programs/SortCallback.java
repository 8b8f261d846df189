package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Threads inside comparators called from List.sort, Arrays.sort, Collections.sort, binarySearch and TreeMap. */
public final class SortCallback {
  static int slowCompare(String a, String b) {
    int x = 0;
    for (int i = 0; i < 200; i++) {
      x += a.length() ^ b.length() ^ i;
    }
    return x == Integer.MIN_VALUE ? 0 : a.compareTo(b);
  }

  static String round() {
    Random random = new Random(42);
    List<String> list = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      list.add(Integer.toString(random.nextInt(100_000), 36));
    }
    String[] array = list.toArray(new String[0]);
    TreeMap<String, Integer> tree = new TreeMap<>(SortCallback::slowCompare);
    for (int i = 0; i < array.length; i++) {
      tree.putIfAbsent(array[i], i);
    }
    list.sort(SortCallback::slowCompare);
    Arrays.sort(array, Comparator.comparing(String::length).thenComparing((a, b) -> slowCompare(b, a)));
    int at = Collections.binarySearch(list, list.get(777), SortCallback::slowCompare);
    return list.hashCode() + " " + Arrays.hashCode(array) + " " + tree.size() + " " + tree.hashCode() + " " + list.get(at) + " " + array[0];
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("sorted", first, round());
    }
    Check.ok();
  }
}
