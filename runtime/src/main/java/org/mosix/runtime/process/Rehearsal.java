package org.mosix.runtime.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Timer;
import org.mosix.boot.RuntimeThread;
import org.mosix.link.ClusterKey;
import org.mosix.link.WarmUp;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.capture.CapturedThread;
import org.mosix.runtime.capture.NotStoppable;
import org.mosix.runtime.image.CannotMove;
import org.mosix.runtime.image.ChunkSink;
import org.mosix.runtime.image.ChunkSource;
import org.mosix.runtime.image.ImageReader;
import org.mosix.runtime.image.ImageWriter;

/**
 * Runs in a warm guest what an arrival and a departure run, on a process of one waiting thread: code that is run for the first time
 * costs ten times as much, and the process would be frozen meanwhile.
 */
final class Rehearsal {

  private static final int ROUNDS = 6;
  private static final int LINKS = 3;
  private static final int CALLS = 100;
  private static final int CHUNK = 1 << 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Jvm jvm;
  private RuntimeThread thread;
  private volatile boolean ended;

  Rehearsal(Jvm jvm) {
    this.jvm = jvm;
  }

  /** Begins, on a thread of its own. */
  void start(ClusterKey key) {
    thread = new RuntimeThread(() -> run(key), "mosix-rehearsal");
    thread.start();
  }

  /** A process arrives: returns when nothing of the rehearsal is left. */
  void end() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(ClusterKey key) {
    try {
      WarmUp.links(key, LINKS, CALLS);
      if (!ended) {
        WarmUp.bulk();
      }
      if (!ended) {
        rehearse();
      }
    } catch (IOException e) {
      jvm.log("rehearsal", e);
    }
  }

  private void rehearse() throws IOException {
    Timer waiting = new Timer("rehearsal", true);
    try {
      for (int i = 0; i < ROUNDS && !ended; i++) {
        stopAndResume();
      }
    } catch (NotStoppable | CannotMove e) {
      jvm.log("rehearsal", e);
    } finally {
      waiting.cancel();
      awaitNoThreads();
    }
  }

  /** The timer's thread ends by itself, but must not be taken for the arriving program's. */
  private void awaitNoThreads() {
    while (jvm.world().threadCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private void stopAndResume() throws NotStoppable, CannotMove, IOException {
    List<CapturedThread> threads = jvm.world().stop(TIMEOUT);
    try (ImageWriter writer = new ImageWriter(jvm.imageContext().jdkState(false))) {
      Memory image = new Memory();
      Object[] bottoms = threads.stream().map(CapturedThread::bottom).toArray();
      writer.prepare(List.of());
      writer.write(bottoms, List.of(), image);
      new ImageReader(jvm.imageContext().jdkState(false)).read(image);
    } finally {
      jvm.world().resumeHere();
    }
  }

  /** An image that stays here. */
  private static final class Memory implements ChunkSink, ChunkSource {
    private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>();

    @Override
    public ByteBuffer next() {
      return ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.nativeOrder());
    }

    @Override
    public void send(ByteBuffer full) {
      chunks.add(full);
    }

    @Override
    public ByteBuffer take() {
      return chunks.poll();
    }

    @Override
    public void release(ByteBuffer chunk) {
      chunk.clear();
    }
  }
}
