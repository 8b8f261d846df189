package org.mosix.link;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The receiving end of one stream of bulk data. Makes the offer, takes in who proves to have it, and decrypts. For one thread. */
public final class BulkReceiver implements AutoCloseable {

  /** A stranger that connects and says nothing holds the place no longer than this. */
  private static final Duration HELLO = Duration.ofSeconds(2);

  private final ServerSocketChannel server;
  private final BulkOffer offer;
  /** Null if this JVM has none. */
  private final NativeTls tls;
  private final Deque<ByteBuffer> free = new ConcurrentLinkedDeque<>();
  private volatile BulkReader reader;
  private long received;
  private boolean ended;

  private BulkReceiver(ServerSocketChannel server, BulkOffer offer, NativeTls tls) {
    this.server = server;
    this.offer = offer;
    this.tls = tls;
  }

  /** @param host the address of this node that the sender can reach */
  public static BulkReceiver listen(String host, ClusterKey key) throws IOException {
    return listen(host, NativeTls.of(key));
  }

  /** @param tls null if this JVM has none */
  static BulkReceiver listen(String host, NativeTls tls) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_RCVBUF, BulkSender.SOCKET_BUFFER);
      server.bind(new InetSocketAddress(host, 0));
      byte[] secret = new byte[BulkOffer.SECRET_BYTES];
      new SecureRandom().nextBytes(secret);
      return new BulkReceiver(server, new BulkOffer(host, server.socket().getLocalPort(), secret, tls != null), tls);
    } catch (IOException e) {
      server.close();
      throw new IOException("cannot listen at " + host + ": " + e.getMessage(), e);
    }
  }

  /** To be told to the sender over a link. */
  public BulkOffer offer() {
    return offer;
  }

  /**
   * Waits for the sender. Others that connect are sent away.
   *
   * @throws SocketTimeoutException if it does not come in time
   */
  public void accept(Duration timeout) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (reader == null) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("the sender did not connect to " + offer + " within " + timeout.toMillis() + " ms");
      }
      server.socket().setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
      takeIfGenuine(server.socket().accept().getChannel());
    }
    server.close();
  }

  private void takeIfGenuine(SocketChannel candidate) throws IOException {
    try {
      BulkReader of = readerOf(candidate);
      try {
        of.begin(offer.secret(), HELLO);
        reader = of;
      } finally {
        if (reader == null || !server.isOpen()) {
          of.close();
        }
      }
    } catch (IOException e) {
      // a stranger, or a sender that gave up: who has the offer can still come
      candidate.close();
    }
  }

  private BulkReader readerOf(SocketChannel candidate) throws IOException {
    candidate.socket().setSoTimeout((int) HELLO.toMillis());
    InputStream in = candidate.socket().getInputStream();
    int kind = in.read();
    if (kind == BulkSender.GCM) {
      return new GcmBulkReader(candidate);
    }
    if (kind == BulkSender.TLS && tls != null) {
      return new TlsBulkReader(candidate, tls);
    }
    throw new IOException("bulk stream of kind " + kind);
  }

  /**
   * Waits for the next chunk.
   *
   * @return a direct buffer in native order with the bytes between position and limit, to be given back to {@link #release}; null at the
   *     end of the stream
   * @throws IOException if the stream was cut or is damaged
   */
  public ByteBuffer take() throws IOException {
    if (ended) {
      return null;
    }
    ByteBuffer chunk = free.isEmpty() ? ByteBuffer.allocateDirect(BulkSender.CHUNK) : free.pop();
    chunk.clear().order(ByteOrder.nativeOrder());
    try {
      if (!reader.read(chunk)) {
        ended = true;
        free.push(chunk);
        return null;
      }
    } catch (EOFException e) {
      throw new EOFException("bulk stream: cut after " + received + " bytes");
    }
    received += chunk.position();
    return chunk.flip();
  }

  /** Gives a chunk back for later use. Any thread may do so. */
  public void release(ByteBuffer chunk) {
    free.push(chunk);
  }

  /** Bytes received so far. */
  public long received() {
    return received;
  }

  /** Ends the stream, wherever it is; a thread that waits in {@link #accept} or {@link #take} fails. */
  @Override
  public void close() throws IOException {
    server.close();
    BulkReader open = reader;
    if (open != null) {
      open.close();
    }
  }
}
