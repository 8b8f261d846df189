package org.mosix.link;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
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
  private static final int HELLO_MILLIS = 2000;

  private final ServerSocketChannel server;
  private final BulkOffer offer;
  private final Deque<ByteBuffer> free = new ConcurrentLinkedDeque<>();
  private final ByteBuffer wire = ByteBuffer.allocateDirect(BulkSender.CHUNK + (BulkSender.CHUNK / BulkCipher.RECORD) * BulkCipher.TAG);
  private final ByteBuffer header = ByteBuffer.allocateDirect(4);
  private final byte[] sealed = new byte[BulkCipher.RECORD + BulkCipher.TAG];
  private final byte[] plain = new byte[BulkCipher.RECORD + BulkCipher.TAG];
  private BulkCipher cipher;
  private volatile SocketChannel socket;
  private long received;
  private boolean ended;

  private BulkReceiver(ServerSocketChannel server, BulkOffer offer) {
    this.server = server;
    this.offer = offer;
  }

  /** @param host the address of this node that the sender can reach */
  public static BulkReceiver listen(String host) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_RCVBUF, BulkSender.SOCKET_BUFFER);
      server.bind(new InetSocketAddress(host, 0));
      byte[] secret = new byte[BulkOffer.SECRET_BYTES];
      new SecureRandom().nextBytes(secret);
      return new BulkReceiver(server, new BulkOffer(host, server.socket().getLocalPort(), secret));
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
    while (socket == null) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("the sender did not connect to " + offer + " within " + timeout.toMillis() + " ms");
      }
      server.socket().setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
      takeIfGenuine(server.socket().accept());
    }
    server.close();
  }

  private void takeIfGenuine(Socket candidate) throws IOException {
    cipher = BulkCipher.opening(offer.secret());
    try {
      candidate.setSoTimeout(HELLO_MILLIS);
      InputStream in = candidate.getInputStream();
      int length = in.readNBytes(sealed, 0, BulkCipher.TAG);
      cipher.next(BulkSender.HELLO, sealed, length, plain);
      socket = candidate.getChannel();
    } catch (IOException e) {
      // a stranger, or a sender that gave up: who has the offer can still come
      candidate.close();
    }
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
    read(header, 4);
    int length = header.getInt();
    if (length < 0 || length > BulkSender.CHUNK) {
      throw new IOException("bulk stream: chunk of " + length + " bytes (expected: 0 to " + BulkSender.CHUNK + ")");
    }
    int records = Math.max(1, (length + BulkCipher.RECORD - 1) / BulkCipher.RECORD);
    read(wire, length + records * BulkCipher.TAG);
    ByteBuffer chunk = free.isEmpty() ? ByteBuffer.allocateDirect(BulkSender.CHUNK) : free.pop();
    chunk.clear().order(ByteOrder.nativeOrder());
    while (wire.hasRemaining()) {
      int part = Math.min(wire.remaining(), sealed.length);
      wire.get(sealed, 0, part);
      chunk.put(plain, 0, cipher.next(length, sealed, part, plain));
    }
    received += length;
    if (length == BulkSender.END) {
      ended = true;
      free.push(chunk);
      return null;
    }
    return chunk.flip();
  }

  private void read(ByteBuffer into, int length) throws IOException {
    into.clear().limit(length);
    while (into.hasRemaining()) {
      if (socket.read(into) < 0) {
        throw new EOFException("bulk stream: cut after " + received + " bytes");
      }
    }
    into.flip();
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
    SocketChannel open = socket;
    if (open != null) {
      open.close();
    }
  }
}
