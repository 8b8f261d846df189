package org.mosix.runtime.move;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import org.mosix.runtime.image.ChunkSource;

/** The chunks of an image as they arrive on a link. */
final class LinkSource implements ChunkSource {

  private final ArrayDeque<ByteBuf> arrived = new ArrayDeque<>();
  private boolean ended;
  private IOException failure;
  private ByteBuf lent;

  /** A chunk came; a thread of the link calls this. */
  synchronized void add(ByteBuf chunk) {
    if (failure != null) {
      return;
    }
    ByteBuf kept = chunk;
    if (chunk.isDirect() && chunk.nioBufferCount() == 1) {
      kept.retain();
    } else {
      kept = PooledByteBufAllocator.DEFAULT.directBuffer(chunk.readableBytes());
      kept.writeBytes(chunk, chunk.readerIndex(), chunk.readableBytes());
    }
    arrived.add(kept);
    notifyAll();
  }

  /** No more chunks follow. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** The source is lost. */
  synchronized void fail(IOException cause) {
    failure = cause;
    arrived.forEach(ByteBuf::release);
    arrived.clear();
    notifyAll();
  }

  @Override
  public synchronized ByteBuffer take() throws IOException {
    while (arrived.isEmpty()) {
      if (failure != null) {
        throw failure;
      }
      if (ended) {
        return null;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while an image arrives");
      }
    }
    lent = arrived.poll();
    return lent.nioBuffer().order(ByteOrder.nativeOrder());
  }

  @Override
  public synchronized void release(ByteBuffer chunk) {
    lent.release();
    lent = null;
  }
}
