package org.mosix.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** By the JDK's AES-GCM with the secret of the offer. On the wire a chunk is its length, then its records, each bound to the length. */
final class GcmBulkWriter implements BulkWriter {

  /** What the first record is labelled with. */
  static final int HELLO = 0x4d535842;
  /** The length that ends the stream. */
  static final int END = 0;

  private final SocketChannel socket;
  private final ByteBuffer wire = ByteBuffer.allocateDirect(4 + BulkSender.CHUNK + BulkSender.CHUNK / BulkCipher.RECORD * BulkCipher.TAG);
  private final byte[] plain = new byte[BulkCipher.RECORD];
  private final byte[] sealed = new byte[BulkCipher.RECORD + BulkCipher.TAG];
  private BulkCipher cipher;

  GcmBulkWriter(SocketChannel socket) {
    this.socket = socket;
  }

  @Override
  public void begin(byte[] secret) throws IOException {
    cipher = BulkCipher.sealing(secret);
    seal(HELLO, 0);
    flush();
  }

  @Override
  public void write(ByteBuffer chunk) throws IOException {
    int length = chunk.remaining();
    wire.putInt(length);
    while (chunk.hasRemaining()) {
      int part = Math.min(chunk.remaining(), plain.length);
      chunk.get(plain, 0, part);
      seal(length, part);
    }
    flush();
  }

  @Override
  public void end() throws IOException {
    wire.putInt(END);
    seal(END, 0);
    flush();
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

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
