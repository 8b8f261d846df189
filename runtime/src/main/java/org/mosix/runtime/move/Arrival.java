package org.mosix.runtime.move;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import org.mosix.boot.RuntimeThread;
import org.mosix.link.Link;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.image.ImageReader;

/**
 * The target's half of a move: defines classes and builds the image as they arrive, and gives the threads their frames back. The process
 * could run when the source's {@link FrameType#IMAGE_END} is answered, and does when home says so.
 */
public final class Arrival {

  private final Jvm jvm;
  private final ClassDefiner definer;
  private final LinkSource source = new LinkSource();
  private final Object building = new Object();
  private Object image;
  private IOException failure;
  private boolean started;
  private boolean built;

  public Arrival(Jvm jvm) {
    this.jvm = jvm;
    this.definer = new ClassDefiner(jvm.loaders(), jvm.adopted(), jvm.arriving());
  }

  /** A frame of the source; called by a thread of the link for chunks, by a runtime thread for calls. */
  public void chunk(ByteBuf chunk) {
    source.add(chunk);
    synchronized (building) {
      if (!started) {
        started = true;
        new RuntimeThread(this::read, "mosix-build").start();
      }
    }
  }

  /** Defines the classes of a bundle. */
  public void classes(Link link, long id, byte[] bundle) {
    try {
      definer.define(bundle);
      link.reply(id, Unpooled.EMPTY_BUFFER);
    } catch (IOException | RuntimeException | LinkageError e) {
      link.fail(id, reason(e));
    }
  }

  private void read() {
    Object result = null;
    IOException failed = null;
    try {
      result = new ImageReader(jvm.imageContext()).read(source);
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
    source.end();
    try {
      UserContext context = UserContext.of(image(), jvm.mainThread().object());
      jvm.world().arrive(context.threads(), jvm.mainThread()::start);
      link.reply(id, Unpooled.EMPTY_BUFFER);
    } catch (IOException | RuntimeException | LinkageError e) {
      jvm.log("arrival failed", e);
      link.fail(id, reason(e));
    }
  }

  private Object image() throws IOException {
    synchronized (building) {
      if (!started) {
        throw new IOException("the image is empty");
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
    source.fail(new IOException("the source of the process is gone"));
  }

  static String reason(Throwable e) {
    return e.getMessage() == null ? e.toString() : e instanceof IOException ? e.getMessage() : e.toString();
  }

  static byte[] bytes(ByteBuf payload) {
    return ByteBufUtil.getBytes(payload);
  }
}
