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
import org.mosix.runtime.image.Warmup;

/**
 * Runs in a warm guest what an arrival and a departure run, on a process of one waiting thread: code that is run for the first time
 * costs ten times as much, and the process would be frozen meanwhile.
 */
final class Rehearsal {

  /** At once: loads the classes. */
  private static final Effort BRIEF = new Effort(1, 5, 2);
  /** When there is time: has the code compiled as well. */
  private static final Effort THOROUGH = new Effort(4, 100, 12);
  /** So long nobody comes before a guest has time: where processes move all the time, or many run, the processors have better work. */
  private static final long QUIET_MILLIS = 10_000;
  private static final int CHUNK = 1 << 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private record Effort(int links, int calls, int rounds) {}

  private final Jvm jvm;
  private RuntimeThread thread;
  private boolean ended;

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
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(ClusterKey key) {
    try {
      run(key, BRIEF);
      if (!isUndisturbed()) {
        return;
      }
      run(key, THOROUGH);
      if (!isEnded()) {
        WarmUp.sealing(key);
        WarmUp.opening(key);
      }
      if (!isEnded()) {
        Warmup.thorough(jvm.imageContext(), this::isEnded);
      }
    } catch (IOException e) {
      jvm.log("rehearsal", e);
    }
  }

  private void run(ClusterKey key, Effort effort) throws IOException {
    if (!isEnded()) {
      rehearse(effort.rounds());
    }
    if (!isEnded()) {
      WarmUp.links(key, effort.links(), effort.calls());
    }
  }

  private synchronized boolean isEnded() {
    return ended;
  }

  /** Waits for a time when nobody comes and processors are free; false if a process arrives instead. */
  private boolean isUndisturbed() {
    do {
      synchronized (this) {
        long end = System.nanoTime() + QUIET_MILLIS * 1_000_000;
        for (long left = QUIET_MILLIS; !ended && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
          try {
            wait(left);
          } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted, which nobody does", e);
          }
        }
      }
    } while (!isEnded() && !ProcessorShare.isFull());
    return !isEnded();
  }

  private void rehearse(int rounds) throws IOException {
    Timer waiting = new Timer("rehearsal", true);
    try {
      writeState();
      for (int i = 0; i < rounds && !isEnded(); i++) {
        stopAndResume();
      }
    } catch (CannotMove e) {
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

  /** The JDK's own state, into the blue: its classes are in every image. It is not read here, or it would be put in place. */
  private void writeState() throws CannotMove, IOException {
    try (ImageWriter writer = new ImageWriter(jvm.imageContext())) {
      writer.prepare(List.of());
      writer.write(new Object[0], List.of(), new Memory());
    }
  }

  private void stopAndResume() throws CannotMove, IOException {
    List<CapturedThread> threads;
    try {
      threads = jvm.world().stop(TIMEOUT);
    } catch (NotStoppable e) {
      // Its thread is still in our own code after the last round, on a busy machine: that was a rehearsal too.
      return;
    }
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
