package org.mosix.runtime.image;

import java.util.Map;
import java.util.TreeMap;

/** Where memory off the heap was, and where it is now. */
final class MovedMemory {

  private record Block(long size, long here) {}

  private final TreeMap<Long, Block> blocks = new TreeMap<>();

  void add(long there, long size, long here) {
    blocks.put(there, new Block(size, here));
  }

  /** True if this address of the source, or what ends there, has a present place. */
  boolean holds(long there) {
    return block(there) != null;
  }

  /** The present place of an address of the source, one past the end included. */
  long moved(long there) throws ImageException {
    Map.Entry<Long, Block> entry = block(there);
    if (entry == null) {
      throw new ImageException("address " + Long.toHexString(there) + " of a buffer or segment (expected: in memory that is in the image)");
    }
    return entry.getValue().here() + (there - entry.getKey());
  }

  private Map.Entry<Long, Block> block(long there) {
    Map.Entry<Long, Block> entry = blocks.floorEntry(there);
    return entry == null || there - entry.getKey() > entry.getValue().size() ? null : entry;
  }
}
