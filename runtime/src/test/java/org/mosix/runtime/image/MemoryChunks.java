package org.mosix.runtime.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;

/** An image kept in memory between a writer and a reader. */
final class MemoryChunks implements ChunkSink, ChunkSource {

  final Deque<ByteBuffer> chunks = new ArrayDeque<>();
  private final int size;

  MemoryChunks(int size) {
    this.size = size;
  }

  @Override
  public ByteBuffer next() {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  @Override
  public void send(ByteBuffer full) {
    chunks.add(full);
  }

  @Override
  public ByteBuffer take() {
    return chunks.poll();
  }

  @Override
  public void release(ByteBuffer chunk) {
    // the collector frees it
  }
}
