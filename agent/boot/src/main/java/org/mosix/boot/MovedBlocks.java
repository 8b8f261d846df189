package org.mosix.boot;

import java.util.Arrays;

/**
 * Where blocks of native memory are that have moved: by the addresses under which the program knows them, and by those that they have here.
 * Filled once; blocks that are freed drop out.
 */
final class MovedBlocks {

  static final MovedBlocks NONE = new MovedBlocks(new long[0], new long[0], new long[0]);

  private static final long GONE = Long.MIN_VALUE;

  /** Sorted; with the last address of each, which is the one behind the block: pointers to an end are pointers too. */
  private final long[] known;
  private final long[] knownEnds;
  /** From the known address to the one here. */
  private final long[] distances;
  /** Sorted, with the numbers that these blocks have in the other table. */
  private final long[] here;
  private final int[] numbers;
  /** The block found last: the next access is often to the same. Threads may overwrite each other's. */
  private int last;

  /**
   * @param known addresses in the eyes of the program
   * @param sizes in bytes
   * @param here addresses in this JVM; no two of either are the same
   */
  MovedBlocks(long[] known, long[] sizes, long[] here) {
    int n = known.length;
    this.known = known.clone();
    this.here = here.clone();
    if (n > 1) {
      // The empty one is made at each start, which need not load the JDK's sorts.
      Arrays.sort(this.known);
      Arrays.sort(this.here);
    }
    this.knownEnds = new long[n];
    this.distances = new long[n];
    this.numbers = new int[n];
    for (int i = 0; i < n; i++) {
      int at = floor(this.known, known[i]);
      knownEnds[at] = known[i] + sizes[i];
      distances[at] = here[i] - known[i];
      numbers[floor(this.here, here[i])] = at;
    }
  }

  /** The address here; the same one if it is in none of the blocks. */
  long real(long address) {
    int i = last;
    if (i >= known.length || address < known[i] || address > knownEnds[i] || i + 1 < known.length && address >= known[i + 1]) {
      i = floor(known, address);
      if (i < 0 || address > knownEnds[i]) {
        return address;
      }
      last = i;
    }
    long distance = distances[i];
    return distance == GONE ? address : address + distance;
  }

  /** The address under which the program knows this one; {@code other} if it is in none of the blocks. */
  long known(long address, long other) {
    int at = floor(here, address);
    if (at < 0) {
      return other;
    }
    int i = numbers[at];
    long distance = distances[i];
    return distance == GONE || address - distance > knownEnds[i] ? other : address - distance;
  }

  /** The block at this address, of this JVM, is going to be freed; answers what {@link #restore} needs if it is not after all. */
  long remove(long address) {
    int at = floor(here, address);
    if (at < 0 || here[at] != address) {
      return GONE;
    }
    long distance = distances[numbers[at]];
    distances[numbers[at]] = GONE;
    return distance;
  }

  /** What begins in this memory, of this JVM, is going to be freed. */
  void remove(long address, long size) {
    for (int at = floor(here, address - 1) + 1; at < here.length && here[at] < address + size; at++) {
      distances[numbers[at]] = GONE;
    }
  }

  void restore(long address, long distance) {
    if (distance != GONE) {
      distances[numbers[floor(here, address)]] = distance;
    }
  }

  /** Index of the last one that is not larger; -1 if there is none. Not the JDK's: a thread could be stopped there. */
  private static int floor(long[] sorted, long value) {
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
