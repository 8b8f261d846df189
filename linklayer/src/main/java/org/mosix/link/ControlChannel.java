package org.mosix.link;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.mosix.link.message.BadMessageException;
import org.mosix.link.message.Message;
import org.mosix.link.message.Messages;

/**
 * A conversation with the node daemon of this machine over its Unix domain socket. Blocking, and light enough for every managed JVM to
 * keep one open. Any thread may send; one thread receives. {@link #close} from another thread ends both.
 */
public final class ControlChannel implements AutoCloseable {

  private final SocketChannel channel;
  private final Object sending = new Object();

  ControlChannel(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Connects to the daemon that listens at {@code socket}, see {@link RunDirectory#control}.
   *
   * @throws IOException if nobody listens there
   */
  public static ControlChannel connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      channel.close();
      throw new IOException("no node daemon at " + socket + ": " + e.getMessage(), e);
    }
    return new ControlChannel(channel);
  }

  /** Sends one message; returns when the system has taken it. */
  public void send(Message message) throws IOException {
    byte[] bytes = Messages.encode(message);
    ByteBuffer frame = ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).flip();
    synchronized (sending) {
      while (frame.hasRemaining()) {
        channel.write(frame);
      }
    }
  }

  /**
   * Waits for the next message.
   *
   * @return null if the other end closed the channel
   * @throws BadMessageException if what comes is no message; the channel is closed then
   */
  public Message receive() throws IOException {
    ByteBuffer length = ByteBuffer.allocate(4);
    if (!fill(length)) {
      return null;
    }
    int size = length.getInt(0);
    if (size < 0 || size > Messages.MAX_BYTES) {
      close();
      throw new BadMessageException("message of " + size + " bytes (expected: at most " + Messages.MAX_BYTES + ")");
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    if (!fill(bytes) && size > 0) {
      throw new EOFException("connection ended inside a message");
    }
    return decode(bytes.array());
  }

  private Message decode(byte[] bytes) throws IOException {
    try {
      return Messages.decode(bytes);
    } catch (BadMessageException e) {
      close();
      throw e;
    }
  }

  /** False if the stream ended before the first byte. */
  private boolean fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        if (buffer.position() == 0) {
          return false;
        }
        throw new EOFException("connection ended inside a message");
      }
    }
    return true;
  }

  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // closing a socket fails only if it is closed in every way that matters
      return;
    }
  }
}
