package org.mosix.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.Distribution;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.Verb;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;

/** A {@link Ballast} of some size that is moved to nodes and back. */
final class MoveTrial implements AutoCloseable {

  private static final long MOVE_MILLIS = 60_000;
  private static final long KNOWN_MILLIS = 20_000;

  private final DaemonClient client;
  private final Process process;

  /** One move. */
  record Move(long bytes, double seconds) {}

  /** Starts it; returns when the daemon knows it. */
  MoveTrial(RunDirectory directory, DaemonClient client, int megabytes) throws IOException, FailureException, InterruptedException {
    this.client = client;
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    process = new ProcessBuilder(java.toString(), "-javaagent:" + Distribution.mosixJar() + "=run-dir=" + directory, "-cp",
        System.getProperty("java.class.path"), Ballast.class.getName(), String.valueOf(megabytes)).redirectError(Redirect.INHERIT).start();
    try {
      BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
      if (!"ready".equals(said.readLine())) {
        throw new IOException("the program for the trial did not start");
      }
      awaitKnown();
    } catch (IOException | FailureException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private void awaitKnown() throws IOException, FailureException, InterruptedException {
    long deadline = System.nanoTime() + KNOWN_MILLIS * 1_000_000;
    while (true) {
      try {
        client.administer(Verb.LOCK, String.valueOf(process.pid()), "on");
        return;
      } catch (FailureException e) {
        if (e.outcome() != Outcome.UNKNOWN || System.nanoTime() > deadline) {
          throw e;
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Moves it to {@code node} and home again, {@code times} times; gives the ways there. */
  List<Move> moves(int node, int times) throws IOException, FailureException {
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      MoveResult there = move(node);
      moves.add(new Move(there.imageBytes(), there.frozenNanos() / 1e9));
      move(Migrate.HOME);
    }
    return moves;
  }

  private MoveResult move(int target) throws IOException, FailureException {
    MoveResult result = client.ask(new Migrate(process.pid(), target, MOVE_MILLIS), MoveResult.class);
    if (result.outcome() != Outcome.DONE) {
      throw new FailureException(new Failure(result.outcome(), result.text()));
    }
    return result;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
