package org.mosix.torture.programs;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** CopyOnWriteArrayList and CopyOnWriteArraySet: iterators see what was there, changes by several threads all count. */
public final class CopyOnWrites {
  static String round() throws InterruptedException {
    CopyOnWriteArrayList<Integer> list = new CopyOnWriteArrayList<>(List.of(0, 1, 2));
    CopyOnWriteArraySet<String> set = new CopyOnWriteArraySet<>();
    Iterator<Integer> old = list.iterator();
    Work.together(3, id -> {
      for (int n = 0; n < 20; n++) {
        list.add(id * 100 + n);
        set.add("n" + (n & 7));
        int count = 0;
        for (int value : list) {
          count += Work.spin(value) == 0 ? 0 : 1;
        }
        Check.holds("grows", count > n);
      }
      list.removeIf(v -> Work.spin(v) != 0 && v == id * 100 + 19);
    });
    int seen = 0;
    while (old.hasNext()) {
      seen = seen * 10 + old.next();
    }
    list.sort(Comparator.comparing(v -> -v - (Work.spin(v) & 0)));
    return list + " " + new TreeSet<>(set) + seen;
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "copies", () -> round());
  }
}
