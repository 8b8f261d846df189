package org.mosix.runtime.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where an image comes from. Used by one thread. */
public interface ChunkSource {

  /** The next chunk as it was sent, a direct buffer with its content between position and limit; null at the end. */
  ByteBuffer take() throws IOException;

  /** The reader is done with this buffer of {@link #take}. */
  void release(ByteBuffer chunk);
}
