package org.mosix.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The connecting end, of a new link or of one that goes on. */
final class ConnectingProtocol extends LinkProtocol {

  /** What follows {@link Link#OPENING}: the kind of link, and for a lasting one its session and patience, a UUID and milliseconds. */
  static final byte PLAIN = 0;
  static final byte NEW = 1;
  static final byte AGAIN = 2;
  static final int SESSION = 24;

  private final Link.Handler handler;
  /** Completed when a new link may be used. */
  private final CompletableFuture<Link> ready;
  private final LastingEnd end;
  private Lasting lasting;
  /** Waits for this connection; null for a new link. */
  private final Interruption interruption;

  ConnectingProtocol(Link.Handler handler, CompletableFuture<Link> ready, LastingEnd endOrNull) {
    this.handler = handler;
    this.ready = ready;
    this.end = endOrNull;
    this.interruption = null;
  }

  ConnectingProtocol(Lasting lasting, Interruption interruption) {
    this.handler = lasting.link().handler();
    this.ready = null;
    this.end = lasting.end();
    this.lasting = lasting;
    this.interruption = interruption;
  }

  @Override
  void secured(ChannelHandlerContext ctx) {
    // Nothing before the greeting.
  }

  @Override
  void opening(ChannelHandlerContext ctx, Frame frame) throws BadFrameException {
    switch (frame.type) {
      case Link.HELLO -> greeted(ctx, frame.content());
      case Link.OPENED -> opened(ctx, frame.id);
      case Link.UNKNOWN -> {
        lasting.ended(new IOException("the other end has given this link up"));
        ctx.close();
      }
      default -> throw new BadFrameException("first frame of type " + frame.type + " (expected: a greeting, type " + Link.HELLO + ")");
    }
  }

  private void greeted(ChannelHandlerContext ctx, ByteBuf payload) throws BadFrameException {
    int greeting = payload.readableBytes() == 4 ? payload.readInt() : 0;
    if (greeting != GREETING) {
      throw new BadFrameException("greeting " + Integer.toHexString(greeting) + " (expected: " + Integer.toHexString(GREETING)
          + "; is the other node of another version?)");
    }
    if (end == null) {
      ctx.writeAndFlush(new Frame(Link.OPENING, 0, Unpooled.buffer(1).writeByte(PLAIN)));
      start(ctx, new Link(ctx.channel(), handler));
      return;
    }
    byte kind = interruption == null ? NEW : AGAIN;
    if (kind == NEW) {
      Link link = new Link(ctx.channel(), handler);
      lasting = new Lasting(link, new Session(UUID.randomUUID()), null, end);
      link.lasts(lasting);
    }
    Session session = lasting.session();
    ctx.writeAndFlush(new Frame(Link.OPENING, session.received(), Unpooled.buffer(1 + SESSION).writeByte(kind)
        .writeLong(session.id.getMostSignificantBits()).writeLong(session.id.getLeastSignificantBits())
        .writeLong(end.patience().toMillis())));
  }

  private void opened(ChannelHandlerContext ctx, long received) throws BadFrameException {
    if (lasting == null) {
      throw new BadFrameException("answer to an opening that was not sent");
    }
    if (interruption != null) {
      goOn(ctx, lasting, received);
      return;
    }
    lasting.connected(ctx.channel(), received);
    start(ctx, lasting.link());
  }

  private void start(ChannelHandlerContext ctx, Link link) {
    open(ctx, link);
    handler.opened(link);
    if (!ready.complete(link)) {
      link.close();
    }
  }

  @Override
  void failed(Throwable why) {
    if (interruption != null) {
      interruption.failed();
    } else {
      ready.completeExceptionally(why == null ? new IOException("the other end closed the connection") : why);
    }
  }
}
