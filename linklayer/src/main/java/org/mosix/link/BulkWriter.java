package org.mosix.link;

import java.io.IOException;
import java.nio.ByteBuffer;

/** How the chunks of a {@link BulkSender} are protected on their way. A {@link BulkReader} of the same kind is at the other end. */
interface BulkWriter extends AutoCloseable {

  /** Proves that we hold the offer with this secret. */
  void begin(byte[] secret) throws IOException;

  /** Sends a chunk, which is not empty, and at most {@link BulkSender#CHUNK} bytes in a direct buffer; waits for nothing else. */
  void write(ByteBuffer chunk) throws IOException;

  /** That was all. */
  void end() throws IOException;

  /** Ends the stream, wherever it is; any thread may do so. */
  @Override
  void close() throws IOException;
}
