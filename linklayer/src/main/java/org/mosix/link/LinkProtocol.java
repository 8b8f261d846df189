package org.mosix.link;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of one connection of a link. The accepting end greets when TLS has accepted the other's certificate. The connecting end waits
 * for that: in TLS 1.3 its own handshake is over before its certificate has been looked at. Then it says which link this is, and if that
 * is a lasting one, waits for what the other end has got of it.
 */
abstract class LinkProtocol extends ChannelInboundHandlerAdapter {

  private enum State { SECURING, OPENING, OPEN, CLOSED }

  /** "MSX" and the version of the frames. */
  static final int GREETING = 0x4d535800 | 2;

  /** From the end of the TLS handshake until the link is open: a few milliseconds, unless the other JVM stands still. */
  private static final long OPENING_MILLIS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(LinkProtocol.class);

  private State state = State.SECURING;
  private Link link;
  private Pulse pulse;
  private Throwable cause;

  final LinkProtocol with(Pulse ofThisConnection) {
    pulse = ofThisConnection;
    return this;
  }

  /** TLS has accepted the other end. */
  abstract void secured(ChannelHandlerContext ctx);

  /** A frame came before the link was open. */
  abstract void opening(ChannelHandlerContext ctx, Frame frame) throws BadFrameException;

  /** The connection has ended before the link was open. */
  abstract void failed(Throwable why);

  @Override
  public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!(event instanceof SslHandshakeCompletionEvent handshake) || state != State.SECURING) {
      return;
    }
    if (!handshake.isSuccess()) {
      exceptionCaught(ctx, handshake.cause());
    } else {
      state = State.OPENING;
      ctx.executor().schedule(() -> tooLate(ctx), OPENING_MILLIS, TimeUnit.MILLISECONDS);
      secured(ctx);
    }
  }

  private void tooLate(ChannelHandlerContext ctx) {
    if (state == State.OPENING) {
      exceptionCaught(ctx, new IOException("not opened within " + OPENING_MILLIS + " ms"));
    }
  }

  /** From now on frames are the link's. */
  final void open(ChannelHandlerContext ctx, Link of) {
    link = of;
    state = State.OPEN;
    if (link.lasting() != null) {
      pulse.start(ctx.pipeline().context(pulse), link.lasting().end().patience());
    }
  }

  /**
   * The same for a lasting link that has a connection again.
   *
   * @param count frames of ours that the other end has got
   */
  final void goOn(ChannelHandlerContext ctx, Lasting lasting, long count) throws BadFrameException {
    open(ctx, lasting.link());
    if (!lasting.connected(ctx.channel(), count)) {
      ctx.close();
    }
  }

  @Override
  public final void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    Frame frame = (Frame) message;
    try {
      if (state == State.OPEN) {
        received(ctx, frame);
      } else if (state == State.OPENING) {
        opening(ctx, frame);
      }
    } finally {
      frame.release();
    }
  }

  private void received(ChannelHandlerContext ctx, Frame frame) throws BadFrameException {
    Lasting lasting = link.lasting();
    if (lasting == null) {
      dispatch(frame);
      return;
    }
    if (lasting.hasEnded()) {
      return;
    }
    switch (frame.type) {
      case Link.RECEIVED -> lasting.session().acknowledge(frame.id);
      case Link.PULSE -> { /* that it came was all */ }
      case Link.END -> {
        lasting.ended(null);
        ctx.close();
      }
      default -> {
        lasting.session().receive(ctx.channel(), frame.content().readableBytes());
        dispatch(frame);
      }
    }
  }

  private void dispatch(Frame frame) throws BadFrameException {
    switch (frame.type) {
      case Link.REPLY -> link.calls().replied(frame.id, frame.content());
      case Link.FAILED -> link.calls().failed(frame.id, frame.content());
      default -> {
        if (frame.type < 0) {
          throw new BadFrameException("frame of type " + frame.type + " (expected: " + Link.REPLY + ", " + Link.FAILED + " or 0 to 127)");
        }
        link.handler().frame(link, frame.type, frame.id, frame.content());
      }
    }
  }

  @Override
  public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (link != null) {
      link.wakeWriters();
    }
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
    if (cause == null) {
      cause = thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown;
      LOG.debug("connection with {} ends: {}", ctx.channel().remoteAddress(), cause.toString());
    }
    // A network may cut a connection; what is no frame, or throws when it is handled, would be the same the next time.
    boolean cut = cause instanceof IOException && !(cause instanceof BadFrameException);
    if (state == State.OPEN && link.lasting() != null && !cut) {
      link.lasting().ended(new IOException(cause.getMessage(), cause));
    }
    ctx.close();
  }

  @Override
  public final void channelInactive(ChannelHandlerContext ctx) {
    State before = state;
    state = State.CLOSED;
    if (before != State.OPEN) {
      failed(cause);
    } else if (link.lasting() != null) {
      link.lasting().lost(ctx.channel(), cause);
    } else {
      link.over(cause);
    }
  }
}
