package org.mosix.runtime.move;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.mosix.runtime.image.ChunkSink;

/**
 * Lets nothing through once the time is over: the process is frozen, and who asked for the move has been told that it was not done.
 *
 * @param deadline in terms of {@code System.nanoTime()}
 */
record InTime(long deadline, ChunkSink sink) implements ChunkSink {

  /** The time is over. */
  static final class Over extends IOException {
    private static final long serialVersionUID = 1L;

    private Over() {
      super("the time for the move is over");
    }
  }

  @Override
  public ByteBuffer next() throws IOException {
    return sink.next();
  }

  @Override
  public void send(ByteBuffer full) throws IOException {
    if (System.nanoTime() - deadline > 0) {
      throw new Over();
    }
    sink.send(full);
  }
}
