package org.mosix.torture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Collects what a process prints, as it comes. */
final class Pipe {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Thread reader;

  Pipe(InputStream in, String name) {
    reader = new Thread(() -> collect(in), name);
    reader.setDaemon(true);
    reader.start();
  }

  private void collect(InputStream in) {
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        add(buffer, n);
      }
    } catch (IOException e) {
      // The process was killed: what it had printed is all there is.
      add(new byte[0], 0);
    }
  }

  private synchronized void add(byte[] buffer, int length) {
    bytes.write(buffer, 0, length);
    notifyAll();
  }

  /** Waits until a text was printed, the stream ended or the time is over. */
  synchronized boolean await(String text, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (!bytes.toString(StandardCharsets.UTF_8).contains(text)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0 || !reader.isAlive()) {
        return false;
      }
      wait(Math.min(left, 100));
    }
    return true;
  }

  /** Everything, once the process has ended. */
  byte[] all() throws InterruptedException {
    // A child of the process may have inherited the pipe and hold it open.
    reader.join(5_000);
    synchronized (this) {
      return bytes.toByteArray();
    }
  }
}
