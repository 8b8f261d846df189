package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

/**
 * Numbers keyed by the raw 32 bits of a reference: a table of pages, each for a stretch of the heap, made when first touched. The bits
 * are only a key; objects are always reached through ordinary references, so a collection in between makes this wrong but never unsafe.
 */
final class AddressIds extends ObjectIds {

  private static final int PAGE_BITS = 18;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
  private static final long PAGE_BYTES = 4L << PAGE_BITS;

  private final long[] pages = new long[1 << 32 - PAGE_BITS];
  private final GcSentinel sentinel = new GcSentinel();

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
    long page = pages[key >>> PAGE_BITS];
    if (page == 0) {
      page = newPage(key >>> PAGE_BITS);
    }
    return page + ((key & PAGE_MASK) << 2);
  }

  private long newPage(int index) {
    long page = U.allocateMemory(PAGE_BYTES);
    U.setMemory(page, PAGE_BYTES, (byte) 0);
    pages[index] = page;
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
    for (int i = 0; i < pages.length; i++) {
      if (pages[i] != 0) {
        U.freeMemory(pages[i]);
        pages[i] = 0;
      }
    }
  }
}
