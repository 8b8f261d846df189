package org.mosix.runtime.image;

import java.util.Arrays;

/** The objects that are known before a walk, by number. A plain array, as its code runs where compiled code of the JDK has been discarded. */
final class Seeds {

  private Seed[] all = new Seed[1 << 12];
  private int size;

  /** Returns the number of the next one. */
  int next() {
    return size;
  }

  void add(Seed seed) {
    if (size == all.length) {
      all = Arrays.copyOf(all, size << 1);
    }
    all[size++] = seed;
  }

  Seed get(int number) {
    return all[number];
  }
}
