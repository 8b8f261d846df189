package org.mosix.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A case running in a JVM of its own, fed and listened to. Closing it ends it. */
final class Program implements AutoCloseable {

  private static final int MILLIS_BETWEEN_LINES = 250;
  private static final int MILLIS_BEFORE_INTERRUPT = 1_500;

  private final Process process;
  private final Runnable atExit = this::close;
  private final Pipe output;
  private final Pipe errors;
  private final long started = System.nanoTime();
  private final CountDownLatch released;

  private Program(Process process, Case what, CountDownLatch released) {
    this.process = process;
    this.released = released;
    AtExit.add(atExit);
    output = new Pipe(process.getInputStream(), what.name() + " output");
    errors = new Pipe(process.getErrorStream(), what.name() + " errors");
    Thread attendant = new Thread(() -> attend(what), what.name() + " attendant");
    attendant.setDaemon(true);
    attendant.start();
  }

  /** Starts it with this command line in this directory, where its relative paths are. */
  static Program start(Case what, List<String> command, Path directory) throws IOException {
    return start(what, command, directory, new CountDownLatch(0));
  }

  /** The same, but the second half of its input, and its signal, wait for {@link #release}. */
  static Program startHeld(Case what, List<String> command, Path directory) throws IOException {
    return start(what, command, directory, new CountDownLatch(1));
  }

  private static Program start(Case what, List<String> command, Path directory, CountDownLatch released) throws IOException {
    return new Program(AtExit.start(new ProcessBuilder(command).directory(directory.toFile())), what, released);
  }

  /** It was moved as often as it should be: gives it, little by little, what else it waits for. */
  void release() {
    released.countDown();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** True if it has ended, now or after waiting a little. */
  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Gives it its input and its signal. */
  private void attend(Case what) {
    try {
      feed(what);
      if (what.interrupted() && awaitOutput("ready", Duration.ofMinutes(1))) {
        released.await();
        Thread.sleep(MILLIS_BEFORE_INTERRUPT);
        new ProcessBuilder("kill", "-INT", String.valueOf(pid())).inheritIO().start().waitFor();
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(what.name() + " could not be attended", e);
    }
  }

  private void feed(Case what) throws InterruptedException {
    OutputStream in = process.getOutputStream();
    try {
      List<String> lines = what.input();
      for (int i = 0; i < lines.size(); i++) {
        if (i == lines.size() / 2) {
          released.await();
        }
        Thread.sleep(MILLIS_BETWEEN_LINES);
        in.write((lines.get(i) + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
      }
      if (!what.inputStaysOpen()) {
        in.close();
      }
    } catch (IOException e) {
      // It ended before it had read everything; the comparison of the outputs tells whether it should have.
      return;
    }
  }

  /** Writes a line to the standard input of a program whose input stays open. */
  void say(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Ends the standard input of a program whose input stays open. */
  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Waits until it has printed a text; false if it ended or the time was over before. */
  boolean awaitOutput(String text, Duration limit) throws InterruptedException {
    return output.await(text, limit.toMillis());
  }

  /** The same for its standard error. */
  boolean awaitError(String text, Duration limit) throws InterruptedException {
    return errors.await(text, limit.toMillis());
  }

  /** Waits for its end; after the time limit, ends it. */
  Result await(Duration limit) throws InterruptedException {
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    close();
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    return new Result(output.all(), errors.all(), ended ? process.exitValue() : Result.HUNG, took);
  }

  @Override
  public void close() {
    released.countDown();
    process.destroyForcibly();
    AtExit.remove(atExit);
  }
}
