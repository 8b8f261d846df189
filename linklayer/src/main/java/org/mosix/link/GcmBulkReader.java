package org.mosix.link;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** The other end of a {@link GcmBulkWriter}. */
final class GcmBulkReader implements BulkReader {

  private final SocketChannel socket;
  private final ByteBuffer wire = ByteBuffer.allocateDirect(BulkSender.CHUNK + BulkSender.CHUNK / BulkCipher.RECORD * BulkCipher.TAG);
  private final ByteBuffer header = ByteBuffer.allocateDirect(4);
  private final byte[] sealed = new byte[BulkCipher.RECORD + BulkCipher.TAG];
  private final byte[] plain = new byte[BulkCipher.RECORD + BulkCipher.TAG];
  private BulkCipher cipher;

  GcmBulkReader(SocketChannel socket) {
    this.socket = socket;
  }

  @Override
  public void begin(byte[] secret, Duration timeout) throws IOException {
    cipher = BulkCipher.opening(secret);
    Socket adaptor = socket.socket();
    adaptor.setSoTimeout((int) timeout.toMillis());
    int length = adaptor.getInputStream().readNBytes(sealed, 0, BulkCipher.TAG);
    cipher.next(GcmBulkWriter.HELLO, sealed, length, plain);
  }

  @Override
  public boolean read(ByteBuffer into) throws IOException {
    fill(header, 4);
    int length = BulkReader.lengthOf(header.getInt());
    int records = Math.max(1, (length + BulkCipher.RECORD - 1) / BulkCipher.RECORD);
    fill(wire, length + records * BulkCipher.TAG);
    while (wire.hasRemaining()) {
      int part = Math.min(wire.remaining(), sealed.length);
      wire.get(sealed, 0, part);
      into.put(plain, 0, cipher.next(length, sealed, part, plain));
    }
    return length != GcmBulkWriter.END;
  }

  private void fill(ByteBuffer buffer, int length) throws IOException {
    buffer.clear().limit(length);
    while (buffer.hasRemaining()) {
      if (socket.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    buffer.flip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
