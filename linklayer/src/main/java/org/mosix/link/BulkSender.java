package org.mosix.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * The sending end of one stream of bulk data, for instance the image of a process. Beside the link, because TLS needs 16 KB records, an
 * event loop and much compiled code that a program about to move does not have. For one thread; blocks while the receiver is slower.
 */
public final class BulkSender implements AutoCloseable {

  /** Most bytes of a chunk. */
  public static final int CHUNK = 1 << 20;

  /** What the first record, which proves that we hold the offer, is labelled with. */
  static final int HELLO = 0x4d535842;

  /** On the wire a chunk is its length, then its records, all of them labelled with the length; length 0 ends the stream. */
  static final int END = 0;

  static final int SOCKET_BUFFER = 4 << 20;

  private final SocketChannel socket;
  private final BulkCipher cipher;
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.nativeOrder());
  private final ByteBuffer wire = ByteBuffer.allocateDirect(4 + CHUNK + (CHUNK / BulkCipher.RECORD) * BulkCipher.TAG);
  private final byte[] plain = new byte[BulkCipher.RECORD];
  private final byte[] sealed = new byte[BulkCipher.RECORD + BulkCipher.TAG];
  private long sent;

  private BulkSender(SocketChannel socket, BulkCipher cipher) {
    this.socket = socket;
    this.cipher = cipher;
  }

  /** Connects to the receiver that made {@code offer}. */
  public static BulkSender connect(BulkOffer offer, Duration timeout) throws IOException {
    SocketChannel socket = SocketChannel.open();
    try {
      socket.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.socket().connect(new InetSocketAddress(offer.host(), offer.port()), (int) timeout.toMillis());
      BulkSender sender = new BulkSender(socket, BulkCipher.sealing(offer.secret()));
      sender.seal(HELLO, 0);
      sender.flush();
      return sender;
    } catch (IOException e) {
      socket.close();
      throw new IOException("cannot reach the receiver at " + offer + ": " + e.getMessage(), e);
    }
  }

  /** An empty direct buffer of {@link #CHUNK} bytes in native order, to be filled and sent; the same one every time. */
  public ByteBuffer next() {
    return chunk.clear().order(ByteOrder.nativeOrder());
  }

  /** Sends the bytes of {@code full} between its position and limit; the receiver takes them as one chunk. No bytes make no chunk. */
  public void send(ByteBuffer full) throws IOException {
    int length = full.remaining();
    if (length > CHUNK) {
      throw new IllegalArgumentException("chunk: " + length + " bytes (expected: at most " + CHUNK + ")");
    }
    if (length == 0) {
      return;
    }
    wire.putInt(length);
    while (full.hasRemaining()) {
      int part = Math.min(full.remaining(), plain.length);
      full.get(plain, 0, part);
      seal(length, part);
    }
    flush();
    sent += length;
  }

  /** Says that this was all. Without it the receiver takes the stream for cut. */
  public void finish() throws IOException {
    wire.putInt(END);
    seal(END, 0);
    flush();
  }

  /** Bytes sent so far, as they were before encryption. */
  public long sent() {
    return sent;
  }

  private void seal(int label, int length) throws IOException {
    wire.put(sealed, 0, cipher.next(label, plain, length, sealed));
  }

  private void flush() throws IOException {
    wire.flip();
    while (wire.hasRemaining()) {
      socket.write(wire);
    }
    wire.clear();
  }

  /** Ends the stream, wherever it is; a thread that sends fails. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
