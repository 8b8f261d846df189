package org.mosix.link;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.time.Duration;

/** The other end of a {@link TlsBulkWriter}. */
final class TlsBulkReader implements BulkReader {

  private final NativeTlsStream stream;
  private final ByteBuffer small = ByteBuffer.allocateDirect(BulkOffer.SECRET_BYTES);

  TlsBulkReader(SocketChannel socket, NativeTls tls) throws IOException {
    this.stream = new NativeTlsStream(socket, tls.connection(true));
  }

  @Override
  public void begin(byte[] secret, Duration timeout) throws IOException {
    stream.shake(timeout);
    byte[] proof = new byte[BulkOffer.SECRET_BYTES];
    fill(small.clear()).get(proof);
    if (!MessageDigest.isEqual(secret, proof)) {
      throw new IOException("bulk stream: not from who was offered it");
    }
  }

  @Override
  public boolean read(ByteBuffer into) throws IOException {
    int length = BulkReader.lengthOf(fill(small.clear().limit(4)).getInt());
    if (length == TlsBulkWriter.END) {
      return false;
    }
    int end = into.limit();
    into.limit(into.position() + length);
    if (!stream.read(into)) {
      throw new EOFException();
    }
    into.limit(end);
    return true;
  }

  private ByteBuffer fill(ByteBuffer buffer) throws IOException {
    if (!stream.read(buffer)) {
      throw new EOFException();
    }
    return buffer.flip();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
