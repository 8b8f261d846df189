package org.mosix.runtime.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Writes and reads an image of some objects of its own, so that the classes are loaded and the code compiled when it counts. */
public final class Warmup {

  private static final int CHUNK = 256 << 10;
  private static final int FEW = 100;
  private static final int MANY = 20_000;

  private Warmup() {}

  /** A few milliseconds: loads and initialises. */
  static void light(ImageContext context) {
    run(context, FEW);
    classPath(context);
  }

  /** Half a second: compiles as well. For a warm guest, which has the time until {@code isOver} says otherwise. */
  public static void thorough(ImageContext context, BooleanSupplier isOver) {
    new ImageReader(context).prepare();
    light(context);
    for (int i = 0; i < 3 && !isOver.getAsBoolean(); i++) {
      run(context, MANY);
    }
  }

  private static void run(ImageContext context, int entries) {
    try {
      run(context, sample(entries));
    } catch (CannotMove | IOException e) {
      throw new IllegalStateException("an image of plain objects fails: " + e.getMessage(), e);
    }
  }

  /** It is part of every image, with forty classes of the JDK that a program need not have used itself. */
  private static void classPath(ImageContext context) {
    try {
      run(context, ClassPath.take());
    } catch (CannotMove | IOException e) {
      // The program opens a file there at this moment, or has one that cannot move, which its own image will tell.
      return;
    }
  }

  private static void run(ImageContext context, Object sample) throws CannotMove, IOException {
    Chunks chunks = new Chunks();
    try (ImageWriter writer = new ImageWriter(context)) {
      writer.writeSample(sample, chunks);
      new ImageReader(context).read(chunks);
    }
  }

  private static Object sample(int entries) {
    Map<Object, Object> all = new HashMap<>();
    for (int i = 0; i < entries; i++) {
      all.put(i % 2 == 0 ? "key " + i : (Object) i, new Object[] {new AtomicLong(i), null, all});
    }
    Object hashed = new Object();
    hashed.hashCode();
    Runnable lambda = all::clear;
    return new Object[] {all, hashed, new ArrayList<>(List.of(1, 'c', 2.5)), new ConcurrentHashMap<>(Map.of("a", new long[10])),
        new LinkedHashMap<>(), new ArrayDeque<>(), new ReentrantLock(), new IllegalStateException("sample"),
        Locale.ROOT, TimeUnit.DAYS, int[].class, lambda, ThreadLocal.withInitial(ArrayList::new)};
  }

  private static final class Chunks implements ChunkSink, ChunkSource {
    private final Deque<ByteBuffer> sent = new ArrayDeque<>();

    @Override
    public ByteBuffer next() {
      return ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.nativeOrder());
    }

    @Override
    public void send(ByteBuffer full) {
      sent.add(full);
    }

    @Override
    public ByteBuffer take() {
      return sent.poll();
    }

    @Override
    public void release(ByteBuffer chunk) {
      // a few, soon collected
    }
  }
}
