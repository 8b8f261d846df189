package org.mosix.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** By native TLS, inside which a chunk is its length and its bytes, and the secret of the offer comes first. */
final class TlsBulkWriter implements BulkWriter {

  /** The length that ends the stream. */
  static final int END = 0;

  private final NativeTlsStream stream;
  private final Duration timeout;
  private final ByteBuffer small = ByteBuffer.allocateDirect(BulkOffer.SECRET_BYTES);

  /** @param timeout of the handshake */
  TlsBulkWriter(SocketChannel socket, NativeTls tls, Duration timeout) throws IOException {
    this.stream = new NativeTlsStream(socket, tls.connection(false));
    this.timeout = timeout;
  }

  @Override
  public void begin(byte[] secret) throws IOException {
    stream.shake(timeout);
    stream.write(small.clear().put(secret).flip());
    stream.flush();
  }

  @Override
  public void write(ByteBuffer chunk) throws IOException {
    stream.write(small.clear().putInt(chunk.remaining()).flip());
    stream.write(chunk);
    stream.flush();
  }

  @Override
  public void end() throws IOException {
    stream.write(small.clear().putInt(END).flip());
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
