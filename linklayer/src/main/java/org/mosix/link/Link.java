package org.mosix.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * An authenticated connection between two JVMs of a cluster, carrying frames of a type, an id and a payload. All methods may be called
 * by any thread. Frames sent by one thread arrive in order.
 *
 * <p>A plain link ends with its connection. A lasting one ({@link #connectLasting}) survives that: it goes on over a new connection, and
 * what was sent arrives once and in order, unless the other end is out of reach for too long.
 *
 * <p>Types below 0 are the link's own ({@link #REPLY} and so on); the rest belong to the user of the link.
 */
public final class Link implements AutoCloseable {

  /** Answers the call with the same id. */
  public static final byte REPLY = -1;

  /** Answers the call with the same id: it failed; the payload is the reason in UTF-8. */
  public static final byte FAILED = -2;

  /** First frame of the accepting end: it has accepted our certificate and speaks this version. */
  static final byte HELLO = -3;

  /** First frame of the connecting end: says what kind of link this is. */
  static final byte OPENING = -4;

  /** Answer to the opening of a lasting link; the id is how many frames have come in its session. */
  static final byte OPENED = -5;

  /** How many frames have come in the session. */
  static final byte RECEIVED = -6;

  private static final String CLOSED = "the link is closed";

  /** Says only that this end is there. */
  static final byte PULSE = -7;

  /** An orderly end of a lasting link. */
  static final byte END = -8;

  /** Answer to the opening: there is no such session any more. */
  static final byte UNKNOWN = -9;

  /** What a frame may carry, in bytes. */
  public static final int MAX_PAYLOAD = 64 << 20;

  /**
   * What arrives. Called by the link's own threads, one frame after the other: implementations must not block, not wait for a call's
   * answer, nor use {@link #sendBlocking}; long work belongs on a thread of their own. What they throw closes the link.
   */
  public interface Handler {

    /** The link is ready; comes before the first frame. */
    default void opened(Link link) {}

    /** A lasting link has no connection just now; what is sent waits. */
    default void interrupted(Link link) {}

    /** A lasting link that was interrupted goes on. */
    default void resumed(Link link) {}

    /** A frame that is not an answer. The link releases {@code payload} after the return; whoever keeps it longer retains it. */
    void frame(Link link, byte type, long id, ByteBuf payload);

    /**
     * The link has ended, once; no frame follows.
     *
     * @param causeOrNull null after an orderly close by either end
     */
    void closed(Link link, Throwable causeOrNull);
  }

  private final Handler handler;
  private final PendingCalls calls = new PendingCalls();
  private final Object writable = new Object();
  /** The present connection, or the last one. */
  private volatile Channel channel;
  /** Null for a plain link. */
  private volatile Lasting lasting;

  Link(Channel channel, Handler handler) {
    this.channel = channel;
    this.handler = handler;
  }

  /**
   * Connects, and returns when both ends have accepted each other. The link ends with the connection.
   *
   * @param timeout for all of it
   * @throws IOException if nobody answers, or either end refuses the other's certificate
   */
  public static Link connect(ClusterKey key, InetSocketAddress to, Handler handler, Duration timeout) throws IOException {
    CompletableFuture<Link> ready = new CompletableFuture<>();
    ClusterTls tls = key.tls();
    return connect(to, timeout, ready, address -> LinkPipeline.client(tls, handler, ready, null));
  }

  /**
   * The same for a link that survives the loss of its connection.
   *
   * @param patience how long either end may be out of the other's reach before the link has ended
   */
  public static Link connectLasting(ClusterKey key, InetSocketAddress to, Handler handler, Duration timeout, Duration patience)
      throws IOException {
    CompletableFuture<Link> ready = new CompletableFuture<>();
    ClusterTls tls = key.tls();
    return connect(to, timeout, ready, address -> LinkPipeline.client(tls, handler, ready, new LastingEnd(tls, address, patience)));
  }

  private static Link connect(InetSocketAddress to, Duration timeout, CompletableFuture<Link> ready,
      Function<InetSocketAddress, LinkPipeline> pipeline) throws IOException {
    InetSocketAddress address = to.isUnresolved() ? new InetSocketAddress(to.getHostString(), to.getPort()) : to;
    if (address.isUnresolved()) {
      throw new IOException("cannot look up " + to.getHostString());
    }
    Channel channel = new Bootstrap().group(LinkThreads.group()).channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(Integer.MAX_VALUE, timeout.toMillis()))
        .handler(pipeline.apply(address))
        .connect(address).addListener(connected -> {
          if (!connected.isSuccess()) {
            ready.completeExceptionally(connected.cause());
          }
        }).channel();
    return awaitReady(ready, channel, to, timeout);
  }

  private static Link awaitReady(CompletableFuture<Link> ready, Channel channel, InetSocketAddress to, Duration timeout)
      throws IOException {
    try {
      return ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      channel.close();
      throw new IOException("cannot link to " + to + ": " + Reason.of(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      channel.close();
      throw new IOException("cannot link to " + to + ": no answer within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while linking to " + to);
    }
  }

  /** Sends a frame and returns at once; takes over {@code payload}. If the link is closed the frame is dropped: the handler knows. */
  public void send(byte type, long id, ByteBuf payload) {
    int size = payload.readableBytes();
    if (size > MAX_PAYLOAD) {
      payload.release();
      throw new IllegalArgumentException("payload: " + size + " bytes (expected: at most " + MAX_PAYLOAD + ")");
    }
    Lasting session = lasting;
    if (session != null) {
      session.session().send(new Frame(type, id, payload));
    } else {
      Channel to = channel;
      to.writeAndFlush(new Frame(type, id, payload), to.voidPromise());
    }
  }

  /**
   * Sends a frame, but waits first while so much is under way that more would only fill memory, and while a lasting link is interrupted.
   * Takes over {@code payload}. For bulk data.
   *
   * @throws IOException if the link is or gets closed
   */
  public void sendBlocking(byte type, long id, ByteBuf payload) throws IOException {
    try {
      awaitWritable();
    } catch (IOException | RuntimeException e) {
      payload.release();
      throw e;
    }
    send(type, id, payload);
  }

  /** Returns when what was sent before has been handed to the system, or the connection was lost, or the time is over. */
  public void awaitSent(Duration atMost) {
    // The threads of a link do one thing after the other.
    channel.eventLoop().submit(() -> {}).awaitUninterruptibly(atMost.toMillis());
  }

  private void awaitWritable() throws IOException {
    if (channel.eventLoop().inEventLoop()) {
      throw new IllegalStateException("sendBlocking on " + Thread.currentThread().getName() + " (expected: not a thread of the link)");
    }
    synchronized (writable) {
      while (!channel.isWritable() && isOpen()) {
        try {
          writable.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while sending to " + remoteAddress());
        }
      }
    }
    if (!isOpen()) {
      throw new IOException(CLOSED);
    }
  }

  /**
   * Sends a request and gives its answer; takes over {@code request}. Completes with a payload that the caller must release, or fails
   * with {@link CallFailedException} if the other end said so and with another {@link IOException} if the link ended. Dependents of the
   * future run on a thread of the link.
   */
  public CompletableFuture<ByteBuf> call(byte type, ByteBuf request) {
    PendingCalls.Call call = calls.begin();
    send(type, call.id(), request);
    return call.answer();
  }

  /** Answers the call {@code id}; takes over {@code payload}. */
  public void reply(long id, ByteBuf payload) {
    send(REPLY, id, payload);
  }

  /** Answers the call {@code id} with a failure. */
  public void fail(long id, String reason) {
    send(FAILED, id, ByteBufUtil.writeUtf8(channel.alloc(), String.valueOf(reason)));
  }

  /** False once the link has ended. A lasting link that is interrupted is open. */
  public boolean isOpen() {
    Lasting session = lasting;
    return session == null ? channel.isActive() : !session.hasEnded();
  }

  /** False while a lasting link is interrupted, and when a link has ended. */
  public boolean isConnected() {
    Lasting session = lasting;
    return session == null ? channel.isActive() : session.isConnected();
  }

  /** Lets the accepting end of a lasting link know where the other JVM listens, which tells whether it is still there. */
  public void expect(InetSocketAddress address) {
    Lasting session = lasting;
    if (session == null || session.end().connects()) {
      throw new IllegalStateException("link to " + remoteAddress() + " (expected: the accepting end of a lasting one)");
    }
    session.end(new LastingEnd(null, address, session.end().patience()));
  }

  /** Sends what is under way, then ends the link. Does not wait. What a lasting link that is interrupted has not sent yet is dropped. */
  @Override
  public void close() {
    Lasting session = lasting;
    if (session != null) {
      session.close();
    } else {
      channel.close();
    }
  }

  /** The other end; null once it is unknown. */
  public InetSocketAddress remoteAddress() {
    return (InetSocketAddress) channel.remoteAddress();
  }

  public InetSocketAddress localAddress() {
    return (InetSocketAddress) channel.localAddress();
  }

  PendingCalls calls() {
    return calls;
  }

  Handler handler() {
    return handler;
  }

  Lasting lasting() {
    return lasting;
  }

  void lasts(Lasting value) {
    lasting = value;
  }

  void use(Channel connection) {
    channel = connection;
  }

  /** Nothing comes any more; once. */
  void over(Throwable causeOrNull) {
    calls.failAll(causeOrNull == null ? new IOException(CLOSED) : new IOException("link ended: " + Reason.of(causeOrNull), causeOrNull));
    wakeWriters();
    handler.closed(this, causeOrNull);
  }

  void wakeWriters() {
    synchronized (writable) {
      writable.notifyAll();
    }
  }
}
