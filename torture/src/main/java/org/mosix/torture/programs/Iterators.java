package org.mosix.torture.programs;

import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.StringJoiner;

/** Own iterators and iterators of the JDK half way through; modification checks still work after a move. */
public final class Iterators {
  static final class Primes implements Iterable<Integer> {
    private final int limit;

    Primes(int limit) {
      this.limit = limit;
    }

    @Override
    public Iterator<Integer> iterator() {
      return new Iterator<>() {
        private int next = 2;

        @Override
        public boolean hasNext() {
          while (next < limit && !prime()) {
            next++;
          }
          return next < limit;
        }

        private boolean prime() {
          for (int d = 2; d * d <= next; d++) {
            if (next % d == 0) {
              return false;
            }
          }
          return true;
        }

        @Override
        public Integer next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          return next++;
        }
      };
    }
  }

  static String round() {
    List<Integer> primes = new ArrayList<>();
    for (int prime : new Primes(3_000)) {
      primes.add(prime);
    }
    StringJoiner out = new StringJoiner(" ");
    out.add(primes.size() + "");
    for (ListIterator<Integer> it = primes.listIterator(); it.hasNext(); ) {
      int prime = it.next();
      if (prime % 4 == 1) {
        it.remove();
      } else {
        it.set(prime * 2);
      }
    }
    Map<Integer, String> map = new HashMap<>();
    primes.forEach(p -> map.put(p, "p" + p));
    map.entrySet().removeIf(e -> e.getKey() % 3 == 0);
    try {
      for (Integer prime : primes) {
        primes.remove(prime);
      }
      Check.fail("not noticed");
    } catch (ConcurrentModificationException e) {
      out.add("noticed");
    }
    return out.add(primes.hashCode() + "").add(map.hashCode() + "").toString();
  }

  public static void main(String[] args) {
    Rounds rounds = Rounds.of(args);
    String first = round();
    System.out.println(first);
    while (rounds.more()) {
      Check.equal("iterated", first, round());
    }
    Check.ok();
  }
}
