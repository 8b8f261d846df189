package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.util.Arrays;

/**
 * Numbers keyed by the raw 32 bits of a reference: a table of pages, each for a stretch of the heap, made when first touched. The bits
 * are only a key; objects are always reached through ordinary references, so a collection in between makes this wrong but never unsafe.
 */
final class AddressIds extends ObjectIds {

  private static final int PAGE_MASK = (1 << IdPages.BITS) - 1;

  private final IdPages pages;
  /** Addresses of the pages, by the upper bits of the key; itself off the heap, which must not be disturbed now. */
  private final long directory;
  /** Which of its entries are in use. */
  private int[] used = new int[1024];
  private int count;
  private final GcSentinel sentinel = new GcSentinel();

  AddressIds(IdPages pages) {
    this.pages = pages;
    directory = pages.takeDirectory();
  }

  /** False when references are not 32 bits wide, or the collector moves objects while the program runs. */
  static boolean possible() {
    return HeapLayout.NARROW && !Collector.CONCURRENT;
  }

  @Override
  long slot(Object holder, long offset) {
    int oop = U.getInt(holder, offset);
    if (oop == 0) {
      return 0;
    }
    int key = HeapLayout.UNSCALED ? Integer.rotateRight(oop, 3) : oop;
    long page = U.getLong(directory + ((long) (key >>> IdPages.BITS) << 3));
    if (page == 0) {
      page = newPage(key >>> IdPages.BITS);
    }
    return page + ((key & PAGE_MASK) << 2);
  }

  private long newPage(int index) {
    long page = pages.take();
    U.putLong(directory + ((long) index << 3), page);
    if (count == used.length) {
      used = Arrays.copyOf(used, count << 1);
    }
    used[count++] = index;
    return page;
  }

  @Override
  int programsHash(Object o) {
    return HeapLayout.hash(o);
  }

  @Override
  boolean stale() {
    return sentinel.collected();
  }

  @Override
  boolean byAddress() {
    return true;
  }

  @Override
  public void close() {
    while (count > 0) {
      long entry = directory + ((long) used[--count] << 3);
      U.freeMemory(U.getLong(entry));
      U.putLong(entry, 0);
    }
    pages.takeBack(directory);
  }
}
