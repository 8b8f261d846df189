package org.mosix.runtime.move;

import java.io.IOException;
import java.nio.ByteBuffer;
import jdk.internal.misc.Signal;
import org.mosix.link.Link;
import org.mosix.runtime.image.ChunkSink;
import org.mosix.runtime.jvm.Internals;

/**
 * Faults for tests of the protocol: {@code -Dmosix.fault=STEP:WHAT} in the JVM that is the source of a move, once. Steps are {@code
 * before-classes}, {@code before-stop}, {@code stopped}, {@code image}, {@code image-sent} and {@code built}; and at home, whoever the
 * source is, {@code moved} (a guest's answer that it is ready is lost), {@code run} (just before RUN) and {@code ran} (the answer to it
 * is lost). WHAT is {@code fail}, {@code cut} (the link to the other side is closed), {@code pause} (says so and waits until the link is
 * gone, so that a test can kill the target), {@code signal} (this JVM gets USR2), and for {@code image} only {@code damage}.
 */
public final class Faults {

  private static final long PAUSE_MILLIS = 30_000;

  private static String pending = System.getProperty("mosix.fault");

  private Faults() {}

  /** @param link to the other side of this step */
  public static void at(String step, Link link) throws MoveFailure {
    if (taken(step + ":fail")) {
      throw MoveFailure.failed("injected fault at " + step, null);
    } else if (taken(step + ":cut")) {
      link.close();
    } else if (taken(step + ":pause")) {
      System.err.println("mosix: injected pause at " + step);
      awaitClosed(link);
    } else if (taken(step + ":signal")) {
      raise();
    }
  }

  /** Not by {@code Signal.raise}: that knows no handler where the process is not. */
  private static void raise() {
    try {
      Internals.method(Signal.class, "raise0", int.class).invokeExact(new Signal("USR2").getNumber());
    } catch (Throwable e) {
      throw new IllegalStateException("the signal of a test cannot be raised", e);
    }
  }

  private static synchronized boolean taken(String fault) {
    boolean mine = fault.equals(pending);
    if (mine) {
      pending = null;
    }
    return mine;
  }

  private static void awaitClosed(Link link) throws MoveFailure {
    long end = System.nanoTime() + PAUSE_MILLIS * 1_000_000;
    try {
      while (link.isOpen() && System.nanoTime() < end) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      throw MoveFailure.failed("interrupted in an injected pause", e);
    }
  }

  static ChunkSink damaging(ChunkSink sink) {
    if (!taken("image:damage")) {
      return sink;
    }
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
