package org.mosix.runtime.image;

import static org.mosix.runtime.image.Raw.U;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mosix.boot.NativeMemory;

/** The native memory of one image: where it is here, and under which addresses the program knows it. */
final class ArrivedMemory {

  private record Block(long known, long size, long here) {}

  /** Of an image that is complete, and whose process does not run here yet. */
  private static ArrivedMemory pending;

  private final List<Block> blocks = new ArrayList<>();
  private final List<Block> buffers = new ArrayList<>();
  private final List<Runnable> undone = new ArrayList<>();
  private int stay;

  /** Takes the blocks of {@link ProgramMemory}. */
  void read(Build build) throws IOException {
    dropPending(this);
    stay = build.in.getInt() + 1;
    int n = build.in.getInt();
    if (stay < 1 || stay > NativeMemory.LAST_STAY || n < 0) {
      throw build.in.damaged(n + " blocks of memory at stay " + stay);
    }
    for (int i = 0; i < n; i++) {
      long there = build.in.getLong();
      long known = build.in.getLong();
      long size = build.bytes();
      long here = U.allocateMemory(Math.max(1, size));
      otherwise(() -> U.freeMemory(here));
      blocks.add(new Block(known, size, here));
      build.in.bulk(null, here, size);
      build.memory.add(there, size, here);
    }
  }

  /** What is done if the image comes to nothing. */
  void otherwise(Runnable undo) {
    undone.add(undo);
  }

  /** What a direct buffer or an arena owns. */
  void buffer(long known, long size, long here) {
    buffers.add(new Block(known, size, here));
  }

  /** The image of an attempt before, if any, is not the one that runs here. */
  private static synchronized void dropPending(ArrivedMemory next) {
    if (pending != null) {
      pending.free();
    }
    pending = next;
  }

  /** The image came to nothing. */
  synchronized void free() {
    blocks.clear();
    undone.forEach(Runnable::run);
    undone.clear();
  }

  /** The process runs here. */
  void install() {
    synchronized (ArrivedMemory.class) {
      pending = null;
    }
    List<Block> all = new ArrayList<>(blocks);
    all.addAll(buffers);
    long[] known = all.stream().mapToLong(Block::known).toArray();
    long[] sizes = all.stream().mapToLong(Block::size).toArray();
    long[] here = all.stream().mapToLong(Block::here).toArray();
    // A process without memory knows no address.
    NativeMemory.arrived(all.isEmpty() ? 0 : stay, known, sizes, here, blocks.size());
    blocks.clear();
    undone.clear();
  }
}
