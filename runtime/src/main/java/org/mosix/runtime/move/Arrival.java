package org.mosix.runtime.move;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import org.mosix.boot.RuntimeThread;
import org.mosix.link.BulkReceiver;
import org.mosix.link.ClusterKey;
import org.mosix.link.Link;
import org.mosix.link.Reason;
import org.mosix.link.WarmUp;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.classes.LoaderAnswers;
import org.mosix.runtime.image.ImageReader;
import org.mosix.runtime.jvm.Awaited;

/**
 * The target's half of a move: defines classes and builds the image as they arrive, and gives the threads their frames back. The process
 * could run when the source's {@link FrameType#IMAGE} is answered, and does when home says so.
 */
public final class Arrival {

  /** Between the offer and the end of the image lies the stopping of the process. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Jvm jvm;
  private final String host;
  private final ClusterKey key;
  private final ClassDefiner definer;
  private final LoaderAnswers answers;
  /** The last one offered a place; null before. */
  private Incoming incoming;

  /** @param host address of this node, where the image is taken */
  public Arrival(Jvm jvm, String host, ClusterKey key) {
    this.jvm = jvm;
    this.host = host;
    this.key = key;
    this.answers = new LoaderAnswers(jvm.loaders());
    this.definer = new ClassDefiner(jvm.loaders(), jvm.adopted(), jvm.arriving(), answers);
  }

  /** Defines the classes of a bundle. */
  public void classes(Link link, long id, byte[] bundle) {
    try {
      jvm.world().answering(answers);
      try (RuntimeThread.Acting program = forProgram()) {
        definer.define(bundle);
      }
      link.reply(id, Unpooled.EMPTY_BUFFER);
    } catch (IOException | RuntimeException | LinkageError e) {
      jvm.log("classes cannot be defined", e);
      link.fail(id, reason(e));
    }
  }

  /** Generates the code that continues the threads, while their image is being written. */
  private void expect(byte[] places) {
    try {
      jvm.world().expect(Places.read(places, jvm.loaders()));
    } catch (IOException | RuntimeException | LinkageError e) {
      // The frames of the image meet the same, and then it counts.
      jvm.log("code cannot be generated ahead", e);
    }
  }

  /**
   * Class files that the program's loaders need on the way are where its files are. What they opened here would be this node's, of a jar file that the
   * program would then share with them.
   */
  private static RuntimeThread.Acting forProgram() {
    return RuntimeThread.acting(true);
  }

  /** Opens a place for the image, and builds it as it comes. */
  public void offer(Link link, long id) {
    try {
      jvm.world().beginArrival();
      // The source stops the process when it has the answer.
      WarmUp.opening(key);
      Incoming next = new Incoming(new ImageReader(jvm.imageContext()).prepare(), BulkReceiver.listen(host, key));
      Incoming before = replace(next);
      new RuntimeThread(() -> next.buildAfter(before), "mosix-build").start();
      link.reply(id, next.receiver.offer().encode());
    } catch (IOException | RuntimeException | LinkageError e) {
      jvm.log("no place for an image", e);
      link.fail(id, reason(e));
    }
  }

  private synchronized Incoming offered() {
    return incoming;
  }

  private synchronized Incoming replace(Incoming next) {
    Incoming before = incoming;
    incoming = next;
    return before;
  }

  /** Answers when the image is complete and its threads are ready to run; false if that failed. */
  public boolean end(Link link, long id) {
    try {
      Incoming complete = offered();
      if (complete == null) {
        throw new IOException("the end of an image that never began");
      }
      Object received = complete.image();
      replace(null);
      answers.end();
      UserContext context = UserContext.of(received, jvm.mainThread().object());
      jvm.mainThread().arrives(context.mainThrew());
      try (RuntimeThread.Acting program = forProgram()) {
        jvm.world().arrive(context.threads(), jvm.mainThread()::start, complete.reader::own);
      }
      definer.end();
      link.reply(id, Unpooled.EMPTY_BUFFER);
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      jvm.log("arrival failed", e);
      link.fail(id, reason(e));
      return false;
    }
  }

  /** The source is gone. */
  public void lost() {
    Incoming unfinished = replace(null);
    if (unfinished != null) {
      unfinished.giveUp();
    }
  }

  /** One image on its way. A source whose attempt failed can make another, and is then offered another place. */
  private final class Incoming {

    private final ImageReader reader;
    private final BulkReceiver receiver;
    private final Awaited<Object> built = new Awaited<>();

    Incoming(ImageReader reader, BulkReceiver receiver) {
      this.reader = reader;
      this.receiver = receiver;
    }

    /** @param before the image of an attempt that failed, or null; two at once would fill the same static fields */
    void buildAfter(Incoming before) {
      if (before != null) {
        before.giveUp();
        before.built.await();
      }
      build();
    }

    private void build() {
      Object result = null;
      IOException failed = null;
      try (receiver) {
        receiver.accept(PATIENCE);
        try (RuntimeThread.Acting program = forProgram()) {
          result = read(new BulkSource(receiver));
        }
      } catch (IOException e) {
        failed = e;
      } catch (Throwable e) {
        jvm.log("the image cannot be built", e);
        failed = new IOException("the image cannot be built: " + e, e);
      }
      built.complete(result, failed);
    }

    private Object read(BulkSource source) throws IOException {
      reader.receiveAhead(source);
      Foreword foreword = Foreword.read(source);
      definer.define(foreword.classes());
      // Not beside the reading: at its end hashes of classes change, and no code may be linked while the tables are put in order.
      expect(foreword.places());
      Object read = reader.read(source);
      if (source.take() != null) {
        throw new IOException("an image with more behind its end");
      }
      return read;
    }

    Object image() throws IOException {
      built.await();
      if (built.failure() != null) {
        throw (IOException) built.failure();
      }
      return built.value();
    }

    void giveUp() {
      try {
        receiver.close();
      } catch (IOException e) {
        jvm.log("the image's stream cannot be closed", e);
      }
    }
  }

  private static String reason(Throwable e) {
    return e instanceof IOException ? Reason.of(e) : e.toString();
  }
}
