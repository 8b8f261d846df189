package org.mosix.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CoalescingBufferQueue;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.internal.tcnative.Buffer;
import io.netty.internal.tcnative.SSL;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * One connection's TLS, between the socket and the frames: what {@link io.netty.handler.ssl.SslHandler} does with an engine of the JDK. All
 * of it runs on the connection's thread. The library has one place ("BIO") for the bytes of the socket: it is shown either those that came,
 * or where to put those that go. What it has to say meanwhile it keeps, up to {@value #KEPT} bytes.
 */
final class NativeTlsHandler extends ChannelDuplexHandler {

  /** As long as Netty's. */
  private static final int HANDSHAKE_SECONDS = 10;
  private static final int CLOSING_SECONDS = 3;

  /** What a record holds, and at most adds to it (RFC 8446, 5.2). */
  private static final int RECORD = 1 << 14;
  private static final int RECORD_ADDS = 5 + 256;

  /** A flight of a handshake with two certificates has less than 2 KB. */
  private static final int KEPT = 1 << 14;
  private static final int LEAST_ROOM = 512;

  private enum State { NEW, HANDSHAKE, OPEN, CLOSING, ENDED }

  /** Of the library. */
  interface Connection {
    long make() throws SSLException;
  }

  private final Connection connection;
  private final boolean isServer;
  private long ssl;
  private long bio;
  private State state = State.NEW;
  private CoalescingBufferQueue queue;
  /** Since the last time that all was read. */
  private boolean delivered;

  NativeTlsHandler(Connection connection, boolean isServer) {
    this.connection = connection;
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
    ssl = connection.make();
    bio = SSL.bioNewByteBuffer(ssl, KEPT);
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
      SSL.bioSetByteBuffer(bio, address(direct, direct.readerIndex()), direct.readableBytes(), false);
      try {
        ends = (wasOpen || shake()) && read(plain);
      } finally {
        SSL.bioClearByteBuffer(bio);
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
    SSL.clearError();
    int result = SSL.doHandshake(ssl);
    if (result > 0) {
      state = State.OPEN;
      return true;
    }
    if (!waits(SSL.getError(ssl, result))) {
      throw new SSLHandshakeException(reason("the handshake failed"));
    }
    return false;
  }

  /** All that can be read; true if the other end says that nothing follows. */
  private boolean read(ByteBuf plain) throws SSLException {
    while (true) {
      plain.ensureWritable(LEAST_ROOM);
      SSL.clearError();
      int count = SSL.readFromSSL(ssl, address(plain, plain.writerIndex()), plain.writableBytes());
      if (count > 0) {
        plain.writerIndex(plain.writerIndex() + count);
        continue;
      }
      int error = SSL.getError(ssl, count);
      if (error == SSL.SSL_ERROR_ZERO_RETURN) {
        return true;
      }
      if (waits(error)) {
        return false;
      }
      throw new SSLException(reason("a record that came is none"));
    }
  }

  private static boolean waits(int error) {
    return error == SSL.SSL_ERROR_WANT_READ || error == SSL.SSL_ERROR_WANT_WRITE;
  }

  private static String reason(String what) {
    int number = SSL.getLastErrorNumber();
    return number == 0 ? what : what + ": " + SSL.getErrorString(number);
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
      ByteBuf plain = direct(ctx, queue.remove(RECORD, promise));
      int length = plain.readableBytes();
      ByteBuf sealed = ctx.alloc().directBuffer(length + RECORD_ADDS);
      boolean done;
      try {
        done = length == 0 || seal(plain, sealed);
      } finally {
        plain.release();
      }
      if (!done) {
        sealed.release();
        SSLException broken = new SSLException(reason(length + " bytes cannot be sealed"));
        promise.setFailure(broken);
        fail(ctx, broken);
        return;
      }
      ctx.write(sealed, promise);
    }
  }

  private boolean seal(ByteBuf plain, ByteBuf sealed) {
    SSL.bioSetByteBuffer(bio, address(sealed, 0), sealed.capacity(), true);
    try {
      SSL.clearError();
      int count = SSL.writeToSSL(ssl, address(plain, plain.readerIndex()), plain.readableBytes());
      sealed.writerIndex(sealed.capacity() - SSL.bioLengthByteBuffer(bio));
      return count == plain.readableBytes() && SSL.bioLengthNonApplication(bio) == 0;
    } finally {
      SSL.bioClearByteBuffer(bio);
    }
  }

  /** What the library itself has to say. */
  private void sendKept(ChannelHandlerContext ctx) {
    int length = SSL.bioLengthNonApplication(bio);
    if (length == 0) {
      return;
    }
    ByteBuf kept = ctx.alloc().directBuffer(length, length);
    SSL.bioSetByteBuffer(bio, address(kept, 0), length, true);
    SSL.bioFlushByteBuffer(bio);
    kept.writerIndex(length - SSL.bioLengthByteBuffer(bio));
    SSL.bioClearByteBuffer(bio);
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

  /**
   * Where the byte lies. Not by {@link ByteBuf#memoryAddress}, which is the field of a buffer of the JDK, read by {@code sun.misc.Unsafe}:
   * a process that has moved may be shown another address there, which only that class understands, and no native code.
   */
  static long address(ByteBuf bytes, int index) {
    ByteBuffer buffer = bytes.internalNioBuffer(index, 0);
    return Buffer.address(buffer) + buffer.position();
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
    SSL.shutdownSSL(ssl);
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
    if (ssl != 0) {
      // And with it its BIO.
      SSL.freeSSL(ssl);
      ssl = 0;
    }
  }
}
