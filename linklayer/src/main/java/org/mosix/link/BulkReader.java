package org.mosix.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** The other end of a {@link BulkWriter}. */
interface BulkReader extends AutoCloseable {

  /**
   * Waits for the proof that the other end holds the offer with this secret.
   *
   * @throws IOException if it does not
   */
  void begin(byte[] secret, Duration timeout) throws IOException;

  /**
   * Reads the next chunk into a direct buffer with room for {@link BulkSender#CHUNK} bytes.
   *
   * @return false at the end of the stream
   * @throws java.io.EOFException if it is cut before
   * @throws IOException if it is damaged
   */
  boolean read(ByteBuffer into) throws IOException;

  /** Ends the stream, wherever it is; any thread may do so. */
  @Override
  void close() throws IOException;

  /** A length that came is checked before anything is done with it. */
  static int lengthOf(int length) throws IOException {
    if (length < 0 || length > BulkSender.CHUNK) {
      throw new IOException("bulk stream: chunk of " + length + " bytes (expected: 0 to " + BulkSender.CHUNK + ")");
    }
    return length;
  }
}
