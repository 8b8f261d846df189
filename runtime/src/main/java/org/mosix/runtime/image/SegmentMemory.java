package org.mosix.runtime.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one attempt to write an image has met of memory segments: memory that belongs to arenas, and segments that see such memory. */
final class SegmentMemory {

  private final TreeMap<Long, Long> owned = new TreeMap<>();
  private long[] seen = new long[16];
  private final List<Object> segments = new ArrayList<>();
  private final Set<Object> mapped = Collections.newSetFromMap(new IdentityHashMap<>());

  /** These bytes are in the image. */
  void owns(long address, long bytes) {
    owned.put(address, bytes);
  }

  /** This segment sees these bytes: what owns them may be met later. */
  void sees(long address, long bytes, Object segment) {
    int at = 2 * segments.size();
    if (at == seen.length) {
      seen = Arrays.copyOf(seen, 2 * at);
    }
    seen[at] = address;
    seen[at + 1] = bytes;
    segments.add(segment);
  }

  /** A file is mapped, and will be unmapped by {@code unmapper}. */
  void maps(Object unmapper) {
    mapped.add(unmapper);
  }

  /** False if its arena has been closed, or if it is a buffer's: whoever leads to it has been met before. */
  boolean isMapped(Object unmapper) {
    return mapped.contains(unmapper);
  }

  /** Everything has been met. */
  void check() throws CannotMove {
    for (int i = 0; i < segments.size(); i++) {
      Map.Entry<Long, Long> owner = owned.floorEntry(seen[2 * i]);
      if (owner == null || seen[2 * i + 1] > owner.getValue() - (seen[2 * i] - owner.getKey())) {
        Object segment = segments.get(i);
        throw new CannotMove("a native memory segment sees " + seen[2 * i + 1] + " bytes that no arena owns (" + segment.getClass().getName() + ")")
            .in(segment);
      }
    }
  }
}
