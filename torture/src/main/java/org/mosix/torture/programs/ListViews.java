package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.stream.IntStream;

/** Views of collections: sub-lists, reversed and checked ones, nested; synchronised wrappers held while iterating. */
public final class ListViews {
  static String round(List<Integer> kept) throws InterruptedException {
    List<Integer> middle = kept.subList(5, 15).subList(2, 8);
    middle.replaceAll(n -> n + (Work.spin(n) & 0));
    List<Integer> both = Collections.synchronizedList(new ArrayList<>());
    Work.together(3, id -> {
      for (int n = 0; n < 20; n++) {
        both.add(id);
        synchronized (both) {
          int count = 0;
          for (int value : both) {
            count += Work.spin(value) == 0 ? 0 : 1;
          }
          Check.equal("nobody else", count, both.size());
        }
      }
    });
    List<String> checked = Collections.checkedList(new LinkedList<>(List.of("a", "b")), String.class);
    ListIterator<String> i = checked.listIterator(2);
    i.add("c" + (Work.spin(3) & 0));
    i.previous();
    i.set("d");
    StringBuilder out = new StringBuilder().append(middle).append(checked).append(both.size()).append(Collections.frequency(both, 1));
    try {
      Collections.unmodifiableList(kept).forEach(n -> kept.add(Work.spin(n)));
      Check.fail("changed while iterating");
    } catch (ConcurrentModificationException e) {
      kept.remove(kept.size() - 1);
    }
    return out.append(Arrays.asList(3, 1, 2)).append(Collections.nCopies(2, "x")).append(kept.size()).toString();
  }

  public static void main(String[] args) throws Exception {
    List<Integer> kept = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
    Rounds.equal(args, "views", () -> round(kept));
  }
}
