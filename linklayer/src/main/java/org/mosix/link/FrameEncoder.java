package org.mosix.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Writes header and payload one after the other; the payload is not copied. */
@Sharable
final class FrameEncoder extends ChannelOutboundHandlerAdapter {

  static final FrameEncoder INSTANCE = new FrameEncoder();

  private FrameEncoder() {}

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    Frame frame = (Frame) message;
    ByteBuf header = ctx.alloc().buffer(Frame.HEADER, Frame.HEADER);
    header.writeInt(Frame.TYPE_AND_ID + frame.content().readableBytes());
    header.writeByte(frame.type);
    header.writeLong(frame.id);
    ctx.write(header);
    ctx.write(frame.content(), promise);
  }
}
