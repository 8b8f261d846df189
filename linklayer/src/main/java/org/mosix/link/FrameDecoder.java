package org.mosix.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.EOFException;

/**
 * Cuts the stream into frames. The length is checked before anything of that length is allocated, and each payload byte is copied once
 * into a buffer of just its size.
 */
final class FrameDecoder extends ChannelInboundHandlerAdapter {

  private final int maxPayload;
  private final byte[] headerBytes = new byte[Frame.HEADER];
  private final ByteBuf header = Unpooled.wrappedBuffer(headerBytes).clear();
  private byte type;
  private long id;
  private ByteBuf payload;
  private boolean failed;

  FrameDecoder(int maxPayload) {
    this.maxPayload = maxPayload;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    ByteBuf in = (ByteBuf) message;
    try {
      while (!failed && in.isReadable()) {
        decode(ctx, in);
      }
    } finally {
      in.release();
    }
  }

  private void decode(ChannelHandlerContext ctx, ByteBuf in) throws BadFrameException {
    if (payload == null) {
      in.readBytes(header, Math.min(in.readableBytes(), header.writableBytes()));
      if (header.isWritable()) {
        return;
      }
      readHeader(ctx);
    }
    in.readBytes(payload, Math.min(in.readableBytes(), payload.writableBytes()));
    if (!payload.isWritable()) {
      ByteBuf complete = payload;
      payload = null;
      ctx.fireChannelRead(new Frame(type, id, complete));
    }
  }

  private void readHeader(ChannelHandlerContext ctx) throws BadFrameException {
    int length = header.readInt();
    type = header.readByte();
    id = header.readLong();
    header.clear();
    int size = length - Frame.TYPE_AND_ID;
    if (length < Frame.TYPE_AND_ID || size > maxPayload) {
      failed = true;
      throw new BadFrameException("frame of " + length + " bytes (expected: " + Frame.TYPE_AND_ID + " to "
          + (maxPayload + (long) Frame.TYPE_AND_ID) + ")");
    }
    payload = size == 0 ? Unpooled.EMPTY_BUFFER : ctx.alloc().directBuffer(size, size);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    boolean cut = payload != null || header.isReadable();
    drop();
    if (cut && !failed) {
      failed = true;
      ctx.fireExceptionCaught(new EOFException("connection ended inside a frame"));
    }
    super.channelInactive(ctx);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    drop();
  }

  private void drop() {
    header.clear();
    if (payload != null) {
      payload.release();
      payload = null;
    }
  }
}
