package org.mosix.runtime.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where an image goes, in chunks. A chunk must reach the reader as one piece, as it was sent. Used by one thread. */
public interface ChunkSink {

  /** An empty direct buffer in native byte order, at least 4 KB between position and limit. */
  ByteBuffer next() throws IOException;

  /** Takes back a buffer of {@link #next}; its content is between position and limit. */
  void send(ByteBuffer full) throws IOException;
}
