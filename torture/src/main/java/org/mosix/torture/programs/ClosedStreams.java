package org.mosix.torture.programs;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Streams closed while another thread reads them: a read that has begun gets what comes, or the end. */
public final class ClosedStreams {
  private static final int ATTEMPTS = 100;

  interface Action {
    void run() throws Exception;
  }

  /** What a read answers that {@code action} overtakes; null if the read had not begun. */
  static Integer overtaken(InputStream in, Action action) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    FutureTask<Integer> read = new FutureTask<>(() -> {
      begun.countDown();
      return in.read();
    });
    Thread reader = new Thread(read, "reader");
    reader.start();
    begun.await();
    Thread.sleep(15);
    action.run();
    reader.join();
    try {
      return read.get();
    } catch (ExecutionException e) {
      Check.holds("closed before: " + e, e.getCause() instanceof IOException);
      return null;
    }
  }

  static Integer pipe(File path) throws Exception {
    try (RandomAccessFile to = new RandomAccessFile(path, "rw"); FileInputStream in = new FileInputStream(path)) {
      return overtaken(in, () -> {
        in.close();
        Thread.sleep(5);
        to.write('x');
      });
    }
  }

  static Integer child() throws Exception {
    Process sleeper = new ProcessBuilder("sleep", "100").start();
    Integer end = overtaken(sleeper.getInputStream(), sleeper::destroy);
    Check.equal("killed", 128 + 15, sleeper.waitFor());
    return end;
  }

  static void one(String what, int expected, Callable<Integer> attempt) throws Exception {
    Integer got = null;
    for (int i = 0; got == null && i < ATTEMPTS; i++) {
      got = attempt.call();
    }
    Check.equal(what, (Integer) expected, got);
  }

  public static void main(String[] args) throws Exception {
    File path = new File("closed.fifo");
    Check.equal("mkfifo", 0, new ProcessBuilder("mkfifo", path.getPath()).start().waitFor());
    Rounds rounds = Rounds.of(args);
    do {
      one("byte of a closed pipe", 'x', () -> pipe(path));
      one("end of a destroyed child", -1, ClosedStreams::child);
    } while (rounds.more());
    Check.holds("deleted", path.delete());
    Check.ok();
  }
}
