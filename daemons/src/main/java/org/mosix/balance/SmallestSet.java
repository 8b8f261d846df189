package org.mosix.balance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Of many things the fewest whose sizes add up to enough, and of those the ones that waste least. */
final class SmallestSet {

  private SmallestSet() {}

  /**
   * The k largest suffice for the smallest possible k; then each of them is replaced by the smallest that still does.
   *
   * @return all if they do not suffice together
   */
  static <T> List<T> of(List<T> things, long needed, ToLongFunction<T> size) {
    List<T> descending = new ArrayList<>(things);
    descending.sort(Comparator.comparingLong(size).reversed());
    int count = 0;
    long sum = 0;
    while (count < descending.size() && sum < needed) {
      sum += size.applyAsLong(descending.get(count++));
    }
    List<T> chosen = new ArrayList<>(descending.subList(0, count));
    List<T> others = new ArrayList<>(descending.subList(count, descending.size()));
    for (int i = count - 1; i >= 0; i--) {
      long spare = sum - needed;
      long mine = size.applyAsLong(chosen.get(i));
      for (int j = others.size() - 1; j >= 0 && spare > 0; j--) {
        long other = size.applyAsLong(others.get(j));
        if (other < mine && mine - other <= spare) {
          others.add(chosen.set(i, others.remove(j)));
          others.sort(Comparator.comparingLong(size).reversed());
          sum -= mine - other;
          break;
        }
      }
    }
    return chosen;
  }
}
