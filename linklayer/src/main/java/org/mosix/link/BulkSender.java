package org.mosix.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * The sending end of one stream of bulk data, for instance the image of a process. Beside the link, because a link is an event loop, frames and
 * much compiled code that a program about to move does not have. For one thread; blocks while the receiver is slower.
 */
public final class BulkSender implements AutoCloseable {

  /** Most bytes of a chunk. */
  public static final int CHUNK = 1 << 20;

  /** The first byte on the wire says how the rest is protected. */
  static final byte GCM = 1;
  static final byte TLS = 2;

  static final int SOCKET_BUFFER = 4 << 20;

  private final BulkWriter writer;
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.nativeOrder());
  private long sent;

  private BulkSender(BulkWriter writer) {
    this.writer = writer;
  }

  /** Connects to the receiver that made {@code offer}, a member of the same cluster. */
  public static BulkSender connect(BulkOffer offer, ClusterKey key, Duration timeout) throws IOException {
    return connect(offer, NativeTls.of(key), timeout);
  }

  /** @param tls null if this JVM has none */
  static BulkSender connect(BulkOffer offer, NativeTls tls, Duration timeout) throws IOException {
    SocketChannel socket = SocketChannel.open();
    try {
      socket.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.socket().connect(new InetSocketAddress(offer.host(), offer.port()), (int) timeout.toMillis());
      boolean byTls = tls != null && offer.tls();
      socket.write(ByteBuffer.wrap(new byte[] {byTls ? TLS : GCM}));
      return begin(byTls ? new TlsBulkWriter(socket, tls, timeout) : new GcmBulkWriter(socket), offer);
    } catch (IOException e) {
      socket.close();
      throw new IOException("cannot reach the receiver at " + offer + ": " + e.getMessage(), e);
    }
  }

  private static BulkSender begin(BulkWriter writer, BulkOffer offer) throws IOException {
    try {
      writer.begin(offer.secret());
      return new BulkSender(writer);
    } catch (IOException e) {
      writer.close();
      throw e;
    }
  }

  /** An empty direct buffer of {@link #CHUNK} bytes in native order, to be filled and sent; the same one every time. */
  public ByteBuffer next() {
    return chunk.clear().order(ByteOrder.nativeOrder());
  }

  /** Sends the bytes of {@code full}, a direct buffer, from its position to its limit; the receiver takes them as one chunk. No bytes make no chunk. */
  public void send(ByteBuffer full) throws IOException {
    int length = full.remaining();
    if (length > CHUNK) {
      throw new IllegalArgumentException("chunk: " + length + " bytes (expected: at most " + CHUNK + ")");
    }
    if (length == 0) {
      return;
    }
    writer.write(full);
    sent += length;
  }

  /** Says that this was all. Without it the receiver takes the stream for cut. */
  public void finish() throws IOException {
    writer.end();
  }

  /** Bytes sent so far, as they were before encryption. */
  public long sent() {
    return sent;
  }

  /** Ends the stream, wherever it is; a thread that sends fails. */
  @Override
  public void close() throws IOException {
    writer.close();
  }
}
