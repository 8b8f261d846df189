package org.mosix.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** TLS over a connection that blocks. For one thread, but {@link #close}, which is for any. All buffers are direct. */
final class NativeTlsStream implements AutoCloseable {

  private static final int ROOM = 1 << 18;

  private final SocketChannel socket;
  private final ByteBuffer in = ByteBuffer.allocateDirect(ROOM).flip();
  private final ByteBuffer out = ByteBuffer.allocateDirect(ROOM);
  private final long inAddress = NativeTlsConnection.address(in);
  private final long outAddress = NativeTlsConnection.address(out);
  /** Null when it is closed; guarded by this. */
  private NativeTlsConnection connection;

  NativeTlsStream(SocketChannel socket, NativeTlsConnection connection) {
    this.socket = socket;
    this.connection = connection;
  }

  /**
   * The handshake.
   *
   * @throws SocketTimeoutException if it takes longer than {@code timeout}
   */
  void shake(Duration timeout) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    byte[] some = new byte[NativeTlsConnection.RECORD];
    while (!goesOnShaking()) {
      flush();
      int count = readInTime(some, deadline);
      in.compact().put(some, 0, count).flip();
    }
    flush();
  }

  /** A channel's own reads know no time limit. */
  private int readInTime(byte[] into, long deadline) throws IOException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("no handshake in time");
    }
    socket.socket().setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    InputStream stream = socket.socket().getInputStream();
    int count = stream.read(into);
    if (count < 0) {
      throw new SSLException("the other end closed the connection in the handshake");
    }
    return count;
  }

  private synchronized boolean goesOnShaking() throws IOException {
    NativeTlsConnection open = open();
    open.show(inAddress + in.position(), in.remaining());
    boolean done;
    try {
      done = open.shake();
    } finally {
      in.position(in.limit() - open.hide());
    }
    int kept = open.kept();
    open.takeKept(outAddress + out.position(), kept);
    out.position(out.position() + kept);
    return done;
  }

  /** Seals all of {@code plain}; what is full is sent. */
  void write(ByteBuffer plain) throws IOException {
    while (plain.hasRemaining()) {
      if (out.remaining() < NativeTlsConnection.RECORD + NativeTlsConnection.RECORD_ADDS) {
        flush();
      }
      seal(plain);
    }
  }

  private synchronized void seal(ByteBuffer plain) throws IOException {
    int length = Math.min(NativeTlsConnection.RECORD, plain.remaining());
    long from = NativeTlsConnection.address(plain) + plain.position();
    int sealed = open().seal(from, length, outAddress + out.position(), out.remaining());
    plain.position(plain.position() + length);
    out.position(out.position() + sealed);
  }

  /** Sends what was written. */
  void flush() throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      socket.write(out);
    }
    out.clear();
  }

  /** Fills {@code into} up to its limit; false if the stream ends before. */
  boolean read(ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      int count = opened(into);
      if (count < 0 || count == 0 && !receives()) {
        return false;
      }
    }
    return true;
  }

  private boolean receives() throws IOException {
    in.compact();
    int count = socket.read(in);
    in.flip();
    return count >= 0;
  }

  private synchronized int opened(ByteBuffer into) throws IOException {
    NativeTlsConnection open = open();
    open.show(inAddress + in.position(), in.remaining());
    try {
      int count = open.open(NativeTlsConnection.address(into) + into.position(), into.remaining());
      into.position(into.position() + Math.max(0, count));
      return count;
    } finally {
      in.position(in.limit() - open.hide());
    }
  }

  private NativeTlsConnection open() throws IOException {
    if (connection == null) {
      throw new IOException("the stream is closed");
    }
    return connection;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    synchronized (this) {
      if (connection != null) {
        connection.close();
        connection = null;
      }
    }
  }
}
