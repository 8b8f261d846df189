package org.mosix.runtime.image;

import java.io.IOException;

/** Builds in this JVM what {@link ImageWriter} wrote in another of the same build. */
public final class ImageReader {

  /** On top of the size of the writer's heap, and of the memory of its buffers. */
  private static final long SLACK = 64 << 20;

  private final ImageContext context;
  private ImageStats stats;
  private Claims claims = new Claims(new ArrivedMemory());
  private Object[] ahead = {};

  public ImageReader(ImageContext context) {
    this.context = context;
  }

  /** The part of the work that needs no image; call it before the process is stopped, where no process runs. */
  public ImageReader prepare() {
    Hashes.prepare(context);
    return this;
  }

  /** Takes what {@link ImageWriter#sendAhead} sent; the image follows when its process is stopped. */
  public void receiveAhead(ChunkSource source) throws IOException {
    ahead = SentAhead.receive(source);
  }

  /**
   * Reads one image while it arrives: static fields of the program's classes are set, the root is returned.
   *
   * @throws ImageException when the image is damaged, was given up, or needs what is not here
   */
  public Object read(ChunkSource source) throws IOException {
    long start = System.nanoTime();
    ChunkIn in = new ChunkIn(source);
    try {
      for (int restarts = 0;; restarts++) {
        try {
          return attempt(in, restarts, start);
        } catch (ChunkIn.Restarted e) {
          in.restarted();
        }
      }
    } catch (OutOfMemoryError e) {
      throw new ImageException("no memory for the image: " + e.getMessage(), e);
    } finally {
      in.release();
    }
  }

  private Object attempt(ChunkIn in, int restarts, long start) throws IOException {
    ClassesIn header = new ClassesIn(in, context);
    String layout = header.text();
    if (!layout.equals(HeapLayout.describe())) {
      throw new ImageException("image of a JVM with " + layout + " (expected: " + HeapLayout.describe() + ")");
    }
    Hashes hashes = new Hashes(context);
    Build build = new Build(context, in, header, hashes, ahead, in.getLong() + SLACK);
    boolean complete = false;
    try {
      Object root = build(build, in, hashes, restarts, start);
      complete = true;
      return root;
    } finally {
      if (!complete) {
        build.arrived.free();
      }
    }
  }

  private Object build(Build build, ChunkIn in, Hashes hashes, int restarts, long start) throws IOException {
    build.arrived.read(build);
    Object signatures = build.root();
    if (!(signatures instanceof Object[])) {
      throw in.damaged("signatures of native functions (expected: an array)");
    }
    build.classes.downcalls(Downcalls.link(signatures));
    build.statics();
    Object roots = build.root();
    int objects = in.getInt();
    if (objects != build.objects() || !(roots instanceof Object[]) || ((Object[]) roots).length != 4) {
      throw in.damaged(build.objects() + " objects (expected: " + objects + ")");
    }
    in.finish();
    build.fix();
    hashes.finish();
    // The last one, classes, has done its work: they have their hashes.
    Object[] parts = (Object[]) roots;
    if (parts[1] != null) {
      JdkState.put((Object[]) parts[1]);
    }
    claims = build.claims;
    claims.global((Object[]) parts[2]);
    stats = new ImageStats(objects, in.bytes(), System.nanoTime() - start, restarts, true);
    return parts[0];
  }

  /** The process runs here: from now on the cleaning actions and finalizers of the last image are this JVM's to run. */
  public void own() {
    claims.take();
  }

  /** What the last read took; null before. */
  public ImageStats stats() {
    return stats;
  }
}
