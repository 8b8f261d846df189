package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

/**
 * Zeroed pages for {@link AddressIds}, made before the freeze: the kernel takes longer to provide such memory than the walk to use it.
 */
final class IdPages implements AutoCloseable {

  /** A page covers this much of the heap, for granules of eight bytes. */
  static final int BITS = 16;
  static final long BYTES = 4L << BITS;

  /** 256 MB of pages: enough for 512 MB of small objects; more are made as they are needed. */
  private static final int MOST = 1024;

  static final int PAGES = 1 << 32 - BITS;

  private final long[] ready = new long[MOST];
  private int count;
  private long directory;

  /** Makes pages for a heap with so many bytes in use, as far as there are none yet. */
  void prepare(long usedHeap) {
    long wanted = Math.min(MOST, 16 + usedHeap / (8L << BITS));
    if (directory == 0) {
      directory = directory();
    }
    while (count < wanted) {
      ready[count++] = make();
    }
  }

  long take() {
    return count > 0 ? ready[--count] : make();
  }

  /** A table of {@link #PAGES} addresses, all 0; {@link #takeBack} follows. */
  long takeDirectory() {
    long taken = directory == 0 ? directory() : directory;
    directory = 0;
    return taken;
  }

  /** The directory, all 0 again. */
  void takeBack(long table) {
    if (directory == 0) {
      directory = table;
    } else {
      U.freeMemory(table);
    }
  }

  private static long directory() {
    long table = U.allocateMemory(8L * PAGES);
    U.setMemory(table, 8L * PAGES, (byte) 0);
    return table;
  }

  private static long make() {
    long page = U.allocateMemory(BYTES);
    U.setMemory(page, BYTES, (byte) 0);
    return page;
  }

  @Override
  public void close() {
    while (count > 0) {
      U.freeMemory(ready[--count]);
    }
    if (directory != 0) {
      U.freeMemory(directory);
      directory = 0;
    }
  }
}
