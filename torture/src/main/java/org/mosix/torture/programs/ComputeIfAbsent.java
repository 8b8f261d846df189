package org.mosix.torture.programs;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Threads inside computeIfAbsent, compute, computeIfPresent and merge, on plain and concurrent maps. */
public final class ComputeIfAbsent {
  static int work(int n) {
    int x = n;
    for (int i = 0; i < 1_000; i++) {
      x = x * 31 + i;
    }
    return x;
  }

  static int fill(Map<Integer, Integer> map) {
    int sum = 0;
    for (int n = 0; n < 60; n++) {
      sum += map.computeIfAbsent(n % 20, ComputeIfAbsent::work);
      sum ^= map.merge(n % 30, n, (a, b) -> work(a + b));
      Integer changed = map.computeIfPresent(n % 40, (k, v) -> work(k) % 7 == 0 ? null : v + work(k));
      sum += changed == null ? 1 : changed;
      sum -= map.compute(n % 25, (k, v) -> (v == null ? 0 : v) + work(k));
    }
    return sum;
  }

  public static void main(String[] args) throws InterruptedException {
    Rounds rounds = Rounds.of(args);
    int first = fill(new HashMap<>());
    System.out.println(first);
    ConcurrentHashMap<String, Integer> shared = new ConcurrentHashMap<>();
    Thread[] threads = new Thread[2];
    int[] done = new int[2];
    for (int t = 0; t < 2; t++) {
      int id = t;
      threads[t] = new Thread(() -> {
        while (rounds.more()) {
          shared.compute("k" + done[id] % 3, (k, v) -> (v == null ? 0 : v) + 1 + (work(1) & 0));
          done[id]++;
        }
      });
      threads[t].start();
    }
    while (rounds.more()) {
      Check.equal("HashMap", first, fill(new HashMap<>()));
      Check.equal("TreeMap", first, fill(new TreeMap<>()));
      Check.equal("ConcurrentHashMap", first, fill(new ConcurrentHashMap<>()));
      Check.equal("ConcurrentSkipListMap", first, fill(new ConcurrentSkipListMap<>()));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Check.equal("no update lost", done[0] + done[1], shared.values().stream().mapToInt(n -> n).sum());
    Check.ok();
  }
}
