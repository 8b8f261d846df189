package org.mosix.link;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a connection is dead though nobody said so: both ends of a lasting link send something every {@value #LONGEST} ms (more
 * often if their patience is short), and close a connection over which nothing came for {@value #SILENCE} times that.
 */
final class Pulse extends ChannelInboundHandlerAdapter {

  static final int LONGEST = 2_000;
  static final int SHORTEST = 100;
  /** Beats in the time that the patience lasts, so that most of it is left for attempts to connect. */
  private static final int BEATS = 15;
  static final int SILENCE = 3;

  private long millis;
  private int silent;

  /** Begins; on the connection's thread. */
  void start(ChannelHandlerContext ctx, Duration patience) {
    millis = Math.max(SHORTEST, Math.min(LONGEST, patience.toMillis() / BEATS));
    next(ctx);
  }

  private void next(ChannelHandlerContext ctx) {
    ctx.channel().eventLoop().schedule(() -> beat(ctx), millis, TimeUnit.MILLISECONDS);
  }

  private void beat(ChannelHandlerContext ctx) {
    if (!ctx.channel().isActive()) {
      return;
    }
    // Beats are counted, not time: those of a JVM that was stopped for a while come late, but none is missing.
    if (++silent > SILENCE) {
      ctx.fireExceptionCaught(new SilentException(SILENCE * millis));
      return;
    }
    ctx.channel().writeAndFlush(new Frame(Link.PULSE, 0, Unpooled.EMPTY_BUFFER), ctx.channel().voidPromise());
    next(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    silent = 0;
    super.channelRead(ctx, message);
  }

  /** Nothing came for so long that the connection counts as dead. */
  static final class SilentException extends IOException {

    private static final long serialVersionUID = 1L;

    SilentException(long millis) {
      super("nothing came for " + millis + " ms");
    }
  }
}
