package org.mosix.torture.programs;

import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asynchronous file channels, one open for the whole run and others made on the way: handlers that work, futures, locks, positions. */
public final class AsynchronousFiles {

  private static final Set<StandardOpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  private static final int BLOCKS = 30;
  private static final int SIZE = 4000;

  private static byte[] block(int n) {
    byte[] block = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      block[i] = (byte) (n * 7 + i);
    }
    return block;
  }

  /** Writes block after block, each from the handler of the one before, and reads them all in the same way. */
  static final class Chain implements CompletionHandler<Integer, Integer> {
    private final AsynchronousFileChannel file;
    private final int first;
    private final boolean reading;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private ByteBuffer buffer;

    Chain(AsynchronousFileChannel file, int first, boolean reading) {
      this.file = file;
      this.first = first;
      this.reading = reading;
    }

    CompletableFuture<Void> begin() {
      next(0);
      return over;
    }

    private void next(int n) {
      buffer = reading ? ByteBuffer.allocateDirect(SIZE) : ByteBuffer.wrap(block(first + n));
      go(n);
    }

    private void go(int n) {
      long position = (long) n * SIZE + buffer.position();
      if (reading) {
        file.read(buffer, position, n, this);
      } else {
        file.write(buffer, position, n, this);
      }
    }

    @Override
    public void completed(Integer bytes, Integer n) {
      for (int i = 0; i < 20; i++) {
        Work.spin(i);
      }
      Check.holds("some bytes", bytes > 0);
      if (buffer.hasRemaining()) {
        go(n);
        return;
      }
      if (reading) {
        buffer.flip();
        Check.equal("block " + n, ByteBuffer.wrap(block(first + n)), buffer);
      }
      if (n + 1 < BLOCKS) {
        next(n + 1);
      } else {
        over.complete(null);
      }
    }

    @Override
    public void failed(Throwable failure, Integer n) {
      over.completeExceptionally(failure);
    }
  }

  static void locks(AsynchronousFileChannel file) throws Exception {
    Future<FileLock> lock = file.lock(10, 20, false);
    try (FileLock held = lock.get()) {
      Check.holds("valid", held.isValid() && held.overlaps(15, 1));
      Check.equal("start", 10L, held.position());
    }
    CompletableFuture<Boolean> shared = new CompletableFuture<>();
    file.lock(0, 5, true, shared, new CompletionHandler<FileLock, CompletableFuture<Boolean>>() {
      @Override
      public void completed(FileLock held, CompletableFuture<Boolean> result) {
        Work.spin(1);
        result.complete(held.isShared());
      }

      @Override
      public void failed(Throwable failure, CompletableFuture<Boolean> result) {
        result.completeExceptionally(failure);
      }
    });
    Check.holds("shared", shared.get());
    // Who closes the file gives up what is locked; a second lock of the same region would overlap.
    file.tryLock(100, 1, false).release();
  }

  static void round(AsynchronousFileChannel file, int n) throws Exception {
    CompletableFuture<Void> written = new Chain(file, n, false).begin();
    written.get();
    Check.equal("size", (long) BLOCKS * SIZE, file.size());
    CompletableFuture<Void> one = new Chain(file, n, true).begin();
    CompletableFuture<Void> other = new Chain(file, n, true).begin();
    one.get();
    other.get();
    Check.equal("at the end", -1, file.read(ByteBuffer.allocate(1), (long) BLOCKS * SIZE).get().intValue());
    file.truncate(SIZE);
    ByteBuffer first = ByteBuffer.allocate(2 * SIZE);
    Check.equal("what is left", SIZE, file.read(first, 0).get().intValue());
    file.force(false);
  }

  public static void main(String[] args) throws Exception {
    Rounds rounds = Rounds.of(args);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Path kept = Path.of("asynchronous.kept");
    Path passing = Path.of("asynchronous.passing");
    int n = 0;
    try (AsynchronousFileChannel file = AsynchronousFileChannel.open(kept, OPTIONS, pool)) {
      do {
        round(file, n);
        try (AsynchronousFileChannel other = AsynchronousFileChannel.open(passing, OPTIONS, null)) {
          round(other, n);
          locks(other);
        }
        Check.equal("by another way", SIZE, Files.readAllBytes(passing).length);
        Files.delete(passing);
        n++;
      } while (rounds.more());
    }
    Files.delete(kept);
    pool.shutdown();
    Check.ok();
  }
}
