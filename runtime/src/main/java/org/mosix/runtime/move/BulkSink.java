package org.mosix.runtime.move;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.mosix.link.BulkSender;
import org.mosix.runtime.image.ChunkSink;

/** Sends an image as a bulk stream. */
record BulkSink(BulkSender sender) implements ChunkSink {

  @Override
  public ByteBuffer next() {
    return sender.next();
  }

  @Override
  public void send(ByteBuffer full) throws IOException {
    sender.send(full);
  }
}
