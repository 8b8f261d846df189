package org.mosix.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of one link. The accepting end greets when TLS has accepted the other's certificate. The connecting end waits for that: in TLS
 * 1.3 its own handshake is over before its certificate has been looked at.
 */
final class LinkProtocol extends ChannelInboundHandlerAdapter {

  private enum State { SECURING, GREETING, OPEN, CLOSED }

  /** "MSX" and the version of the frames. */
  private static final int GREETING = 0x4d535800 | 1;

  private static final Logger LOG = LoggerFactory.getLogger(LinkProtocol.class);

  private final Link.Handler handler;
  private final CompletableFuture<Link> ready;
  private State state = State.SECURING;
  private Link link;
  private Throwable cause;

  /** @param readyOrNull completed when the connecting end may be used; null on the accepting end */
  LinkProtocol(Link.Handler handler, CompletableFuture<Link> readyOrNull) {
    this.handler = handler;
    this.ready = readyOrNull;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) throws Exception {
    link = new Link(ctx.channel());
    super.channelActive(ctx);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!(event instanceof SslHandshakeCompletionEvent handshake) || state != State.SECURING) {
      return;
    }
    if (!handshake.isSuccess()) {
      exceptionCaught(ctx, handshake.cause());
    } else if (ready != null) {
      state = State.GREETING;
    } else {
      link.send(Link.HELLO, 0, Unpooled.copyInt(GREETING));
      open();
    }
  }

  private void open() {
    state = State.OPEN;
    handler.opened(link);
    if (ready != null && !ready.complete(link)) {
      link.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    Frame frame = (Frame) message;
    try {
      if (state == State.OPEN) {
        dispatch(frame);
      } else if (state == State.GREETING) {
        greeted(frame);
      }
    } finally {
      frame.release();
    }
  }

  private void greeted(Frame frame) throws BadFrameException {
    ByteBuf payload = frame.content();
    if (frame.type != Link.HELLO || payload.readableBytes() != 4) {
      throw new BadFrameException("first frame of type " + frame.type + " (expected: a greeting, type " + Link.HELLO + ")");
    }
    int greeting = payload.readInt();
    if (greeting != GREETING) {
      throw new BadFrameException("greeting " + Integer.toHexString(greeting) + " (expected: " + Integer.toHexString(GREETING)
          + "; is the other node of another version?)");
    }
    open();
  }

  private void dispatch(Frame frame) throws BadFrameException {
    switch (frame.type) {
      case Link.REPLY -> link.calls().replied(frame.id, frame.content());
      case Link.FAILED -> link.calls().failed(frame.id, frame.content());
      default -> {
        if (frame.type < 0) {
          throw new BadFrameException("frame of type " + frame.type + " (expected: " + Link.REPLY + ", " + Link.FAILED + " or 0 to 127)");
        }
        handler.frame(link, frame.type, frame.id, frame.content());
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    link.wakeWriters();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
    if (cause == null) {
      cause = thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown;
      LOG.debug("link with {} ends: {}", ctx.channel().remoteAddress(), cause.toString());
    }
    if (ready != null) {
      ready.completeExceptionally(cause);
    }
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    boolean wasOpen = state == State.OPEN;
    state = State.CLOSED;
    IOException end = cause == null ? new ClosedChannelException() : new IOException("link ended: " + cause.getMessage(), cause);
    if (ready != null) {
      ready.completeExceptionally(cause == null ? new IOException("the other end closed the connection") : cause);
    }
    link.calls().failAll(end);
    link.wakeWriters();
    if (wasOpen) {
      handler.closed(link, cause);
    }
  }
}
