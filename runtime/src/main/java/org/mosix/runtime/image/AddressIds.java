package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

/**
 * Numbers keyed by the raw 32 bits of a reference: a table of pages, each for a stretch of the heap, made when first touched. The bits
 * are only a key; objects are always reached through ordinary references, so a collection in between makes this wrong but never unsafe.
 */
final class AddressIds extends ObjectIds {

  private static final int PAGE_MASK = (1 << IdPages.BITS) - 1;
  private static final int PAGES = 1 << 32 - IdPages.BITS;

  private final IdPages pages;
  /** Addresses of the pages, by the upper bits of the key; itself off the heap, which must not be disturbed now. */
  private final long directory = U.allocateMemory(8L * PAGES);
  private final GcSentinel sentinel = new GcSentinel();

  AddressIds(IdPages pages) {
    this.pages = pages;
    U.setMemory(directory, 8L * PAGES, (byte) 0);
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
      page = pages.take();
      U.putLong(directory + ((long) (key >>> IdPages.BITS) << 3), page);
    }
    return page + ((key & PAGE_MASK) << 2);
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
    for (int i = 0; i < PAGES; i++) {
      long page = U.getLong(directory + 8L * i);
      if (page != 0) {
        U.freeMemory(page);
      }
    }
    U.freeMemory(directory);
  }
}
