package org.mosix.torture.bench;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;

/** Makes system calls of several kinds, and says how long they took, in nanoseconds. */
public final class Worker {

  private static final int MEGABYTE = 1 << 20;
  private static final int PART = 8192;
  private static final int SMALL = 100;
  /** Natives that {@link #small} calls for each file: open, write, close; open, read, close; delete. */
  static final int CALLS_PER_FILE = 7;

  private static volatile long sink;

  private Worker() {}

  public static void main(String[] args) throws Exception {
    Orders.carryOut(words -> switch (words[0]) {
      case "call" -> call(Path.of(words[1]), Integer.parseInt(words[2]));
      case "clock" -> clock(Integer.parseInt(words[1]));
      case "write" -> write(words[1], Integer.parseInt(words[2]));
      case "read" -> read(words[1], Integer.parseInt(words[2]));
      case "small" -> small(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
      case "echo" -> EchoServer.start();
      default -> throw Orders.unknown(words);
    });
  }

  /** The median of reading one byte at a position, which is always one call. */
  private static long call(Path file, int times) throws IOException {
    long[] nanos = new long[times];
    ByteBuffer one = ByteBuffer.allocateDirect(1);
    try (FileChannel channel = FileChannel.open(file)) {
      for (int i = 0; i < times; i++) {
        one.clear();
        long start = System.nanoTime();
        channel.read(one, 0);
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[times / 2];
  }

  /** Of all together. */
  private static long clock(int times) {
    long start = System.nanoTime();
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += System.nanoTime();
    }
    sink = sum;
    return System.nanoTime() - start;
  }

  private static long write(String file, int megabytes) throws IOException {
    byte[] part = new byte[PART];
    Arrays.fill(part, (byte) 'x');
    long start = System.nanoTime();
    try (OutputStream out = new FileOutputStream(file)) {
      for (long left = (long) megabytes * MEGABYTE; left > 0; left -= PART) {
        out.write(part);
      }
    }
    return System.nanoTime() - start;
  }

  private static long read(String file, int megabytes) throws IOException {
    byte[] part = new byte[PART];
    long total = 0;
    long start = System.nanoTime();
    try (InputStream in = new FileInputStream(file)) {
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        total += length;
      }
    }
    long took = System.nanoTime() - start;
    if (total != (long) megabytes * MEGABYTE) {
      throw new IOException(file + ": " + total + " bytes (expected: " + megabytes + " MB)");
    }
    return took;
  }

  /** Each file is made, read and deleted. */
  private static long small(String directory, int files, int threads) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> parts = new ArrayList<>();
    long start = System.nanoTime();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      parts.add(pool.submit(() -> {
        byte[] bytes = new byte[SMALL];
        for (int i = thread; i < files; i += threads) {
          useOnce(new File(directory, "small" + i), bytes);
        }
        return null;
      }));
    }
    for (Future<?> part : parts) {
      part.get();
    }
    long took = System.nanoTime() - start;
    pool.shutdown();
    return took;
  }

  private static void useOnce(File file, byte[] bytes) throws IOException {
    try (OutputStream out = new FileOutputStream(file)) {
      out.write(bytes);
    }
    try (InputStream in = new FileInputStream(file)) {
      if (in.read(bytes) != bytes.length) {
        throw new IOException(file + " is too short");
      }
    }
    if (!file.delete()) {
      throw new IOException(file + " could not be deleted");
    }
  }
}
