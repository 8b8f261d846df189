package org.mosix.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CoalescingBufferQueue;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * One connection's TLS, between the socket and the frames: what {@link io.netty.handler.ssl.SslHandler} does with an engine of the JDK. All
 * of it runs on the connection's thread.
 */
final class NativeTlsHandler extends ChannelDuplexHandler {

  /** As long as Netty's. */
  private static final int HANDSHAKE_SECONDS = 10;
  private static final int CLOSING_SECONDS = 3;

  private static final int LEAST_ROOM = 512;

  private enum State { NEW, HANDSHAKE, OPEN, CLOSING, ENDED }

  /** Makes what the library has of a connection. */
  interface Connector {
    NativeTlsConnection connect() throws SSLException;
  }

  private final Connector connector;
  private final boolean isServer;
  /** Null before the socket is connected. */
  private NativeTlsConnection connection;
  private State state = State.NEW;
  private CoalescingBufferQueue queue;
  /** Since the last time that all was read. */
  private boolean delivered;

  NativeTlsHandler(Connector connector, boolean isServer) {
    this.connector = connector;
    this.isServer = isServer;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws SSLException {
    queue = new CoalescingBufferQueue(ctx.channel(), 16, true);
    if (ctx.channel().isActive()) {
      begin(ctx);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) throws SSLException {
    begin(ctx);
    ctx.fireChannelActive();
  }

  private void begin(ChannelHandlerContext ctx) throws SSLException {
    if (state != State.NEW) {
      return;
    }
    connection = connector.connect();
    state = State.HANDSHAKE;
    ctx.executor().schedule(() -> tooLate(ctx), HANDSHAKE_SECONDS, TimeUnit.SECONDS);
    if (!isServer) {
      shake();
      sendKept(ctx);
      ctx.flush();
    }
  }

  private void tooLate(ChannelHandlerContext ctx) {
    if (state == State.HANDSHAKE) {
      fail(ctx, new SSLHandshakeException("no handshake within " + HANDSHAKE_SECONDS + " s"));
    }
  }

  // ---- what comes ----

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (state != State.HANDSHAKE && state != State.OPEN) {
      in.release();
      return;
    }
    boolean wasOpen = state == State.OPEN;
    ByteBuf plain = ctx.alloc().directBuffer(Math.max(LEAST_ROOM, in.readableBytes()));
    SSLException broken = null;
    boolean ends = false;
    ByteBuf direct = direct(ctx, in);
    try {
      connection.show(address(direct, direct.readerIndex()), direct.readableBytes());
      try {
        ends = (wasOpen || shake()) && read(plain);
      } finally {
        connection.hide();
      }
    } catch (SSLException e) {
      broken = e;
    } finally {
      direct.release();
    }
    // From here on others run, who may write: the library is shown nothing any more.
    sendKept(ctx);
    if (!wasOpen && state == State.OPEN) {
      ctx.fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
      sendQueue(ctx);
    }
    ctx.flush();
    if (plain.isReadable()) {
      delivered = true;
      ctx.fireChannelRead(plain);
    } else {
      plain.release();
    }
    if (broken != null) {
      fail(ctx, broken);
    } else if (ends) {
      ctx.close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    // Who asked for something to read has not got it: this was about handshakes, or parts of records.
    if (!delivered && !ctx.channel().config().isAutoRead()) {
      ctx.read();
    }
    delivered = false;
    ctx.fireChannelReadComplete();
  }

  /** True when the handshake is done. */
  private boolean shake() throws SSLException {
    if (!connection.shake()) {
      return false;
    }
    state = State.OPEN;
    return true;
  }

  /** All that can be read; true if the other end says that nothing follows. */
  private boolean read(ByteBuf plain) throws SSLException {
    while (true) {
      plain.ensureWritable(LEAST_ROOM);
      int count = connection.open(address(plain, plain.writerIndex()), plain.writableBytes());
      if (count <= 0) {
        return count < 0;
      }
      plain.writerIndex(plain.writerIndex() + count);
    }
  }

  // ---- what goes ----

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (state == State.CLOSING || state == State.ENDED) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    queue.add((ByteBuf) message, promise);
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    if (state == State.OPEN) {
      sendQueue(ctx);
    }
    ctx.flush();
  }

  private void sendQueue(ChannelHandlerContext ctx) {
    while (!queue.isEmpty() && state == State.OPEN) {
      ChannelPromise promise = ctx.newPromise();
      ByteBuf plain = direct(ctx, queue.remove(NativeTlsConnection.RECORD, promise));
      ByteBuf sealed = ctx.alloc().directBuffer(plain.readableBytes() + NativeTlsConnection.RECORD_ADDS);
      try {
        seal(plain, sealed);
      } catch (SSLException e) {
        sealed.release();
        promise.setFailure(e);
        fail(ctx, e);
        return;
      } finally {
        plain.release();
      }
      ctx.write(sealed, promise);
    }
  }

  private void seal(ByteBuf plain, ByteBuf sealed) throws SSLException {
    if (plain.isReadable()) {
      sealed.writerIndex(connection.seal(address(plain, plain.readerIndex()), plain.readableBytes(), address(sealed, 0), sealed.capacity()));
    }
  }

  /** What the library itself has to say. */
  private void sendKept(ChannelHandlerContext ctx) {
    int length = connection.kept();
    if (length == 0) {
      return;
    }
    ByteBuf kept = ctx.alloc().directBuffer(length, length).writerIndex(length);
    connection.takeKept(address(kept, 0), length);
    ctx.write(kept);
  }

  /** The same bytes in one piece of native memory. */
  private static ByteBuf direct(ChannelHandlerContext ctx, ByteBuf bytes) {
    if (bytes.hasMemoryAddress()) {
      return bytes;
    }
    ByteBuf copy = ctx.alloc().directBuffer(Math.max(1, bytes.readableBytes()));
    copy.writeBytes(bytes);
    bytes.release();
    return copy;
  }

  private static long address(ByteBuf bytes, int index) {
    ByteBuffer buffer = bytes.internalNioBuffer(index, 0);
    return NativeTlsConnection.address(buffer) + buffer.position();
  }

  // ---- the end ----

  private void fail(ChannelHandlerContext ctx, SSLException why) {
    boolean shaking = state == State.HANDSHAKE;
    state = State.ENDED;
    queue.releaseAndFailAll(ctx, why);
    if (shaking) {
      ctx.fireUserEventTriggered(new SslHandshakeCompletionEvent(why));
    } else {
      ctx.fireExceptionCaught(why);
    }
    ctx.close();
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (state != State.OPEN) {
      ctx.close(promise);
      return;
    }
    sendQueue(ctx);
    if (state != State.OPEN) {
      ctx.close(promise);
      return;
    }
    state = State.CLOSING;
    connection.end();
    sendKept(ctx);
    // What was written before must go, too, if the other end takes it.
    ctx.writeAndFlush(ctx.alloc().buffer(0)).addListener(done -> ctx.close(promise));
    ctx.executor().schedule(() -> ctx.close(), CLOSING_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    boolean shaking = state == State.NEW || state == State.HANDSHAKE;
    state = State.ENDED;
    ClosedChannelException closed = new ClosedChannelException();
    queue.releaseAndFailAll(ctx, closed);
    if (shaking) {
      ctx.fireUserEventTriggered(new SslHandshakeCompletionEvent(closed));
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    state = State.ENDED;
    queue.releaseAndFailAll(ctx, new ClosedChannelException());
    if (connection != null) {
      connection.close();
    }
  }
}
