package org.mosix.runtime.move;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.mosix.runtime.image.ChunkSink;

/**
 * Faults for tests of the protocol: {@code -Dmosix.fault=STEP:WHAT} in the JVM that is the source of a move, once. Steps are {@code
 * before-classes}, {@code before-stop}, {@code stopped}, {@code image}, {@code image-sent} and {@code built}; WHAT is {@code fail}, or
 * for {@code image} also {@code damage}.
 */
final class Faults {

  private static String pending = System.getProperty("mosix.fault");

  private Faults() {}

  static synchronized void at(String step) throws MoveFailure {
    if (pending != null && pending.equals(step + ":fail")) {
      pending = null;
      throw MoveFailure.failed("injected fault at " + step, null);
    }
  }

  static synchronized ChunkSink damaging(ChunkSink sink) {
    if (!"image:damage".equals(pending)) {
      return sink;
    }
    pending = null;
    return new ChunkSink() {
      @Override
      public ByteBuffer next() throws IOException {
        return sink.next();
      }

      @Override
      public void send(ByteBuffer full) throws IOException {
        int middle = full.position() + full.remaining() / 2;
        full.put(middle, (byte) ~full.get(middle));
        sink.send(full);
      }
    };
  }
}
