package org.mosix.runtime.move;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import org.mosix.boot.RuntimeThread;
import org.mosix.link.BulkReceiver;
import org.mosix.link.Link;
import org.mosix.link.WarmUp;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.classes.LoaderAnswers;
import org.mosix.runtime.image.ImageReader;

/**
 * The target's half of a move: defines classes and builds the image as they arrive, and gives the threads their frames back. The process
 * could run when the source's {@link FrameType#IMAGE_END} is answered, and does when home says so.
 */
public final class Arrival {

  /** Between the offer and the end of the image lies the stopping of the process. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Jvm jvm;
  private final String host;
  private final ClassDefiner definer;
  private final LoaderAnswers answers;
  private final Object building = new Object();
  private BulkReceiver receiver;
  private Object image;
  private IOException failure;
  private boolean built;

  /** @param host address of this node, where the image is taken */
  public Arrival(Jvm jvm, String host) {
    this.jvm = jvm;
    this.host = host;
    this.answers = new LoaderAnswers(jvm.loaders());
    this.definer = new ClassDefiner(jvm.loaders(), jvm.adopted(), jvm.arriving(), answers);
  }

  /** Defines the classes of a bundle. */
  public void classes(Link link, long id, byte[] bundle) {
    try {
      jvm.world().answering(answers);
      definer.define(bundle);
      link.reply(id, Unpooled.EMPTY_BUFFER);
    } catch (IOException | RuntimeException | LinkageError e) {
      jvm.log("classes cannot be defined", e);
      link.fail(id, reason(e));
    }
  }

  /** Generates the code that continues the threads, while their image is on its way. */
  public void places(Link link, long id, byte[] places) {
    try {
      jvm.world().expect(Places.read(places, jvm.loaders()));
      link.reply(id, Unpooled.EMPTY_BUFFER);
    } catch (IOException | RuntimeException | LinkageError e) {
      // The frames of the image meet the same, and then it counts.
      jvm.log("code cannot be generated ahead", e);
      link.fail(id, reason(e));
    }
  }

  /** Opens a place for the image, and builds it as it comes. */
  public void offer(Link link, long id) {
    try {
      jvm.world().beginArrival();
      ImageReader reader = new ImageReader(jvm.imageContext()).prepare();
      BulkReceiver opened = BulkReceiver.listen(host);
      synchronized (building) {
        receiver = opened;
      }
      new RuntimeThread(() -> read(reader, opened), "mosix-build").start();
      link.reply(id, opened.offer().encode());
    } catch (IOException | RuntimeException | LinkageError e) {
      jvm.log("no place for an image", e);
      link.fail(id, reason(e));
    }
  }

  private void read(ImageReader reader, BulkReceiver from) {
    Object result = null;
    IOException failed = null;
    try (from) {
      WarmUp.bulk();
      from.accept(PATIENCE);
      result = reader.read(new BulkSource(from));
    } catch (IOException e) {
      failed = e;
    } catch (Throwable e) {
      failed = new IOException("the image cannot be built: " + e, e);
    }
    synchronized (building) {
      image = result;
      failure = failed;
      built = true;
      building.notifyAll();
    }
  }

  /** The image is complete: builds it to the end and answers. */
  public void end(Link link, long id) {
    try {
      Object received = image();
      answers.end();
      UserContext context = UserContext.of(received, jvm.mainThread().object());
      jvm.world().arrive(context.threads(), jvm.mainThread()::start);
      link.reply(id, Unpooled.EMPTY_BUFFER);
    } catch (IOException | RuntimeException | LinkageError e) {
      jvm.log("arrival failed", e);
      link.fail(id, reason(e));
    }
  }

  private Object image() throws IOException {
    synchronized (building) {
      if (receiver == null) {
        throw new IOException("the end of an image that never began");
      }
      while (!built) {
        try {
          building.wait();
        } catch (InterruptedException e) {
          throw new IOException("interrupted while building the image", e);
        }
      }
      if (failure != null) {
        throw failure;
      }
      return image;
    }
  }

  /** The source is gone. */
  public void lost() {
    answers.end();
    synchronized (building) {
      if (receiver != null && !built) {
        try {
          receiver.close();
        } catch (IOException e) {
          jvm.log("the image's stream cannot be closed", e);
        }
      }
    }
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.toString() : e instanceof IOException ? e.getMessage() : e.toString();
  }
}
