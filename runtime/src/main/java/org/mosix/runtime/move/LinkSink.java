package org.mosix.runtime.move;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.mosix.link.Link;
import org.mosix.runtime.image.ChunkSink;

/** Sends the chunks of an image over a link, each as one frame. */
final class LinkSink implements ChunkSink {

  private static final int CHUNK = 512 << 10;

  private final Link link;
  private final long id;
  private ByteBuf lent;
  private long bytes;

  LinkSink(Link link, long id) {
    this.link = link;
    this.id = id;
  }

  @Override
  public ByteBuffer next() {
    lent = PooledByteBufAllocator.DEFAULT.directBuffer(CHUNK, CHUNK);
    return lent.nioBuffer(0, CHUNK).order(ByteOrder.nativeOrder());
  }

  @Override
  public void send(ByteBuffer full) throws IOException {
    ByteBuf buffer = lent;
    lent = null;
    buffer.setIndex(full.position(), full.limit());
    bytes += buffer.readableBytes();
    link.sendBlocking(FrameType.CHUNK, id, buffer);
  }

  long bytes() {
    return bytes;
  }
}
