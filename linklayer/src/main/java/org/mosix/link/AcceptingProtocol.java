package org.mosix.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** The accepting end: greets, and learns whether a link begins or goes on. */
final class AcceptingProtocol extends LinkProtocol {

  private final Supplier<Link.Handler> handlers;
  private final Sessions sessions;

  AcceptingProtocol(Supplier<Link.Handler> handlers, Sessions sessions) {
    this.handlers = handlers;
    this.sessions = sessions;
  }

  @Override
  void secured(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(new Frame(Link.HELLO, 0, Unpooled.copyInt(GREETING)));
  }

  @Override
  void opening(ChannelHandlerContext ctx, Frame frame) throws BadFrameException {
    ByteBuf payload = frame.content();
    byte kind = frame.type == Link.OPENING && payload.isReadable() ? payload.readByte() : -1;
    if (kind == ConnectingProtocol.PLAIN) {
      start(ctx, new Link(ctx.channel(), handlers.get()));
    } else if ((kind == ConnectingProtocol.NEW || kind == ConnectingProtocol.AGAIN) && payload.readableBytes() == ConnectingProtocol.SESSION) {
      UUID id = new UUID(payload.readLong(), payload.readLong());
      Duration patience = patience(payload.readLong());
      if (kind == ConnectingProtocol.NEW) {
        begin(ctx, id, patience);
      } else {
        resume(ctx, id, frame.id);
      }
    } else {
      throw new BadFrameException("first frame of type " + frame.type + ", kind " + kind + " (expected: an opening, type " + Link.OPENING + ")");
    }
  }

  /** The other end's option is an int; more would keep what it has left for ever. */
  private static Duration patience(long millis) throws BadFrameException {
    if (millis < 0 || millis > Integer.MAX_VALUE) {
      throw new BadFrameException("opening with a patience of " + millis + " ms (expected: 0 to " + Integer.MAX_VALUE + ")");
    }
    return Duration.ofMillis(millis);
  }

  private void begin(ChannelHandlerContext ctx, UUID id, Duration patience) throws BadFrameException {
    Link link = new Link(ctx.channel(), handlers.get());
    Lasting lasting = new Lasting(link, new Session(id), sessions, new LastingEnd(null, null, patience));
    link.lasts(lasting);
    if (!sessions.add(id, link)) {
      throw new BadFrameException("opening of session " + id + ", which exists");
    }
    ctx.writeAndFlush(new Frame(Link.OPENED, 0, Unpooled.EMPTY_BUFFER));
    lasting.connected(ctx.channel(), 0);
    start(ctx, link);
  }

  private void start(ChannelHandlerContext ctx, Link link) {
    open(ctx, link);
    link.handler().opened(link);
  }

  private void resume(ChannelHandlerContext ctx, UUID id, long received) {
    Link link = sessions.find(id);
    if (link == null) {
      ctx.writeAndFlush(new Frame(Link.UNKNOWN, 0, Unpooled.EMPTY_BUFFER)).addListener(told -> ctx.close());
      return;
    }
    Lasting lasting = link.lasting();
    Channel old = lasting.session().channel();
    if (old == null) {
      answer(ctx, lasting, received);
    } else {
      // This end has not noticed yet. What it is just doing with the old connection's last frames comes first.
      old.close().addListener(closed -> ctx.executor().execute(() -> answer(ctx, lasting, received)));
    }
  }

  private void answer(ChannelHandlerContext ctx, Lasting lasting, long received) {
    if (!ctx.channel().isActive()) {
      // Lost again while the old connection was being closed; the other end will try once more.
      return;
    }
    try {
      ctx.writeAndFlush(new Frame(Link.OPENED, lasting.session().received(), Unpooled.EMPTY_BUFFER));
      goOn(ctx, lasting, received);
    } catch (BadFrameException e) {
      exceptionCaught(ctx, e);
    }
  }

  @Override
  void failed(Throwable why) {
    // A stranger, or an end that gave up: there is no link that could have been lost.
  }
}
