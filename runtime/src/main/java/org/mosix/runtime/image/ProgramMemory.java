package org.mosix.runtime.image;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.mosix.boot.NativeMemory;

/** The blocks of native memory that the program has taken through {@code sun.misc.Unsafe}. They go in front of its objects, with their contents. */
final class ProgramMemory {

  /** Sizes by addresses. */
  private final TreeMap<Long, Long> blocks = new TreeMap<>();
  /** Resources of the global arena. */
  private Object[] global = {};
  /** Ends by beginnings; read when it is needed. */
  private TreeMap<Long, Long> mappings;
  private TreeMap<Long, Long> code;

  private ProgramMemory() {}

  static ProgramMemory none() {
    return new ProgramMemory();
  }

  /** What there is; {@link NativeMemory#release} follows. */
  static ProgramMemory keep() throws CannotMove {
    if (NativeMemory.stay() == NativeMemory.LAST_STAY) {
      throw new CannotMove("the process has moved " + NativeMemory.LAST_STAY + " times with memory off the heap, whose addresses are all used up");
    }
    ProgramMemory kept = new ProgramMemory();
    long[] all = NativeMemory.keep();
    for (int i = 0; i < all.length; i += 2) {
      kept.blocks.put(all[i], all[i + 1]);
    }
    kept.global = NativeMemory.global();
    return kept;
  }

  /** What the global arena has, which nothing else leads to. */
  Object[] global() {
    return global;
  }

  long bytes() {
    return blocks.values().stream().mapToLong(Long::longValue).sum();
  }

  /** True if all these bytes are in one of the blocks. */
  boolean holds(long address, long size) {
    Map.Entry<Long, Long> entry = blocks.floorEntry(address);
    return entry != null && address + size <= entry.getKey() + entry.getValue();
  }

  /** True if one of these bytes is in a block. */
  boolean touches(long address, long size) {
    Map.Entry<Long, Long> entry = blocks.lowerEntry(address + size);
    return entry != null && address < entry.getKey() + entry.getValue();
  }

  /** True if these bytes can be read: there is memory, whosever it is. */
  boolean isMapped(long address, long size) throws IOException {
    if (mappings == null) {
      mappings = MappedFiles.readable();
    }
    return isIn(mappings, address, size);
  }

  /** True if there is code at this address. */
  boolean isCode(long address) throws IOException {
    if (code == null) {
      code = MappedFiles.executable();
    }
    return isIn(code, address, 1);
  }

  private static boolean isIn(TreeMap<Long, Long> mappings, long address, long size) {
    Map.Entry<Long, Long> entry = mappings.floorEntry(address);
    return entry != null && address + size <= entry.getValue();
  }

  void write(ChunkOut out) throws IOException {
    out.putInt(NativeMemory.stay());
    out.putInt(blocks.size());
    for (Map.Entry<Long, Long> block : blocks.entrySet()) {
      out.putLong(block.getKey());
      out.putLong(NativeMemory.known(block.getKey()));
      out.putLong(block.getValue());
      out.bulk(null, block.getKey(), block.getValue());
    }
  }
}
