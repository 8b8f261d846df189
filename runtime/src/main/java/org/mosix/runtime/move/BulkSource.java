package org.mosix.runtime.move;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.mosix.link.BulkReceiver;
import org.mosix.runtime.image.ChunkSource;

/** The image that arrives as a bulk stream. */
record BulkSource(BulkReceiver receiver) implements ChunkSource {

  @Override
  public ByteBuffer take() throws IOException {
    return receiver.take();
  }

  @Override
  public void release(ByteBuffer chunk) {
    receiver.release(chunk);
  }
}
