package org.mosix.runtime.move;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.mosix.runtime.image.ChunkSink;

/**
 * Lets nothing through before a condition is met, which is waited for with the first chunk: the target builds as the image comes, so
 * that none of it may come before its classes are there, but much can be written until then.
 */
record SinkBehind(Condition condition, ChunkSink sink) implements ChunkSink {

  interface Condition {
    /** Returns when the condition is met. */
    void await() throws MoveFailure;
  }

  /** The condition will not be met. */
  static final class Closed extends IOException {

    private static final long serialVersionUID = 1L;

    private Closed(MoveFailure reason) {
      super(reason.getMessage(), reason);
    }

    MoveFailure reason() {
      return (MoveFailure) getCause();
    }
  }

  @Override
  public ByteBuffer next() throws IOException {
    return sink.next();
  }

  @Override
  public void send(ByteBuffer full) throws IOException {
    try {
      condition.await();
    } catch (MoveFailure e) {
      throw new Closed(e);
    }
    sink.send(full);
  }
}
