package org.mosix.runtime.move;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mosix.boot.RuntimeThread;
import org.mosix.link.BulkOffer;
import org.mosix.link.BulkSender;
import org.mosix.link.ClusterKey;
import org.mosix.link.CallFailedException;
import org.mosix.link.Link;
import org.mosix.link.Reason;
import org.mosix.link.WarmUp;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.capture.CapturedThread;
import org.mosix.runtime.capture.NotStoppable;
import org.mosix.runtime.classes.ProgramClasses;
import org.mosix.runtime.image.CannotMove;
import org.mosix.runtime.image.ChunkSink;
import org.mosix.runtime.image.ImageWriter;
import org.mosix.runtime.syscall.GuestProcess;

/**
 * The source's half of a move: sends the classes, stops the process, sends its image. When {@link #run} returns, the process is ready at
 * the target and stopped here; whoever decides then calls {@code World.leave} or {@code World.resumeHere}.
 */
public final class Departure {

  /** One attempt to stop; a thread that needs longer between two polls is in a JDK method that is better left first. */
  private static final Duration STOP = Duration.ofMillis(1000);

  private static final Duration CONNECT = Duration.ofSeconds(15);

  /** A stream was cut: its other end knows the reason, if it lives. */
  private static final long REASON_MILLIS = 2_000;

  private static final long FIRST_PAUSE_MILLIS = 5;
  private static final long LONGEST_PAUSE_MILLIS = 200;
  /** A process that is pinned for longer is refused. */
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final Jvm jvm;
  private final Link link;
  private final ClusterKey key;
  private final long deadline;
  private final boolean sparing;
  private long armed;
  private long bytes;

  /**
   * @param link to the target, attached
   * @param sparing memory is short here
   */
  public Departure(Jvm jvm, Link link, ClusterKey key, long timeoutMillis, boolean sparing) {
    this.jvm = jvm;
    this.link = link;
    this.key = key;
    this.deadline = System.nanoTime() + timeoutMillis * 1_000_000;
    this.sparing = sparing;
  }

  /**
   * @throws MoveFailure if the process could not be moved; it runs on here
   */
  public void run() throws MoveFailure {
    jvm.classes().unload();
    admit();
    ClassBundle bundle = new ClassBundle(jvm.classes(), jvm.catalog(), jvm.loaders(), jvm.adopted());
    Faults.at("before-classes", link);
    do {
      call(FrameType.CLASSES, bundle.next(), "its classes");
    } while (bundle.hasMore());
    jvm.prepareToStop();
    // Both ends get ready at the same time.
    CompletableFuture<byte[]> offer = answer(FrameType.OFFER, new byte[0]);
    try (ImageWriter writer = new ImageWriter(jvm.imageContext())) {
      WarmUp.sealing(key);
      prepare(writer);
      try (BulkSender stream = BulkSender.connect(BulkOffer.decode(Unpooled.wrappedBuffer(await(offer, "its image"))), key, CONNECT)) {
        writer.sendAhead(new InTime(deadline, new BulkSink(stream)));
        Faults.at("before-stop", link);
        stopAndSend(bundle, writer, stream);
      }
    } catch (IOException e) {
      throw MoveFailure.failed("the image has no way to the target: " + Reason.of(e), e);
    }
  }

  /** To list the fields of a class the VM loads the classes they have as types, by the program's loaders. */
  private void prepare(ImageWriter writer) {
    try (RuntimeThread.Acting program = RuntimeThread.acting(true)) {
      writer.prepare(ProgramClasses.initialised(jvm.classes().loaded()));
      if (!sparing) {
        writer.takeRoom();
      }
    }
  }

  private void admit() throws MoveFailure {
    try {
      ImageWriter.admit(jvm.imageContext());
    } catch (CannotMove e) {
      throw MoveFailure.refused(e.getMessage());
    }
  }

  private void stopAndSend(ClassBundle bundle, ImageWriter writer, BulkSender stream) throws MoveFailure {
    // Asked for in time, and answered when all of it is there.
    CompletableFuture<byte[]> arrived = answer(FrameType.IMAGE, new byte[0]);
    List<CapturedThread> threads = stop();
    boolean sent = false;
    try {
      send(bundle, writer, stream, threads, arrived);
      sent = true;
    } finally {
      if (!sent) {
        jvm.world().resumeHere();
      }
    }
  }

  private List<CapturedThread> stop() throws MoveFailure {
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_MILLIS;
    for (; ; ) {
      armed = System.nanoTime();
      try {
        return jvm.world().stop(STOP);
      } catch (NotStoppable e) {
        if (System.nanoTime() - start > PATIENCE_NANOS || System.nanoTime() > deadline) {
          throw MoveFailure.refused(e.getMessage());
        }
        if (pause == FIRST_PAUSE_MILLIS) {
          jvm.instrumentOverlooked();
        }
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        throw MoveFailure.failed("interrupted while stopping", e);
      }
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }
  }

  private void send(ClassBundle bundle, ImageWriter writer, BulkSender stream, List<CapturedThread> threads, CompletableFuture<byte[]> arrived)
      throws MoveFailure {
    Faults.at("stopped", link);
    settle();
    Class<?>[] all = jvm.classes().all();
    List<Class<?>> loaded = jvm.classes().ofProgram(all);
    List<Class<?>> initialised = ProgramClasses.initialised(loaded);
    ChunkSink sink = new InTime(deadline, new BulkSink(stream));
    try {
      new Foreword(bundle.last(all, loaded, initialised), Places.write(threads, jvm.loaders())).write(sink);
      Object[] root = UserContext.root(threads, jvm.mainThread().object(), jvm.mainThread().hasThrown(), jvm.loaders().custom(), all);
      writer.write(root, all, initialised, Faults.damaging(sink));
      Faults.at("image-sent", link);
      // Until then the target has no process.
      stream.finish();
    } catch (CannotMove e) {
      throw MoveFailure.refused(e.getMessage());
    } catch (InTime.Over e) {
      throw MoveFailure.failed("the target did not take the image in time", e);
    } catch (IOException e) {
      throw MoveFailure.failed(whyNotSent(arrived, e), e);
    }
    awaitInTime(arrived, "the image");
    bytes = stream.sent();
    Faults.at("built", link);
  }

  /** A target that cannot use the image ends its stream, and then says why. */
  private static String whyNotSent(CompletableFuture<byte[]> arrived, IOException cut) throws MoveFailure {
    try {
      arrived.get(REASON_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CallFailedException) {
        return "the target did not take the image: " + Reason.of(e.getCause()) + " (here: " + Reason.of(cut) + ")";
      }
    } catch (TimeoutException e) {
      return "the image could not be sent: " + Reason.of(cut) + ", and the target does not say why";
    } catch (InterruptedException e) {
      throw MoveFailure.failed("interrupted", e);
    }
    return "the image could not be sent: " + Reason.of(cut);
  }

  private static void settle() throws MoveFailure {
    try {
      GuestProcess.settle();
    } catch (IOException e) {
      throw MoveFailure.refused("files cannot be left: " + e.getMessage());
    }
  }

  private CompletableFuture<byte[]> answer(byte type, byte[] body) {
    return link.call(type, Unpooled.wrappedBuffer(body)).thenApply(answer -> {
      byte[] bytes = ByteBufUtil.getBytes(answer);
      answer.release();
      return bytes;
    });
  }

  private byte[] call(byte type, byte[] body, String what) throws MoveFailure {
    return await(answer(type, body), what);
  }

  /** Also fails when the answer came long ago, but the time is over now. */
  private void awaitInTime(CompletableFuture<byte[]> answer, String what) throws MoveFailure {
    await(answer, what);
    if (System.nanoTime() - deadline > 0) {
      throw MoveFailure.failed("the target did not take the image in time", null);
    }
  }

  private byte[] await(CompletableFuture<byte[]> answer, String what) throws MoveFailure {
    try {
      return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw MoveFailure.failed("the target did not take " + what + ": " + Reason.of(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw MoveFailure.failed("the target did not take " + what + " in time", e);
    } catch (InterruptedException e) {
      throw MoveFailure.failed("interrupted", e);
    }
  }

  /** {@code System.nanoTime()} of the arming that succeeded. */
  public long armedAt() {
    return armed;
  }

  /** Length of the image. */
  public long bytes() {
    return bytes;
  }
}
