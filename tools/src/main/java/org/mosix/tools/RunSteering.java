package org.mosix.tools;

import java.io.IOException;
import java.util.Map;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.Verb;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;

/** Does what {@code mosrun} was asked to do to a process, as soon as its daemon knows it. */
final class RunSteering {

  private static final long PATIENCE_MILLIS = 30_000;
  private static final long LOOK_MILLIS = 50;
  private static final long MOVE_MILLIS = 30_000;

  private final RunDirectory directory;
  private final long pid;

  private RunSteering(RunDirectory directory, long pid) {
    this.directory = directory;
    this.pid = pid;
  }

  /** Arguments: run directory, pid, node (0: none), whether to lock, priority. */
  public static void main(String[] arguments) throws InterruptedException {
    long pid = Long.parseLong(arguments[1]);
    RunSteering steering = new RunSteering(RunDirectory.resolve(arguments[0], Map.of()), pid);
    try {
      steering.steer(Integer.parseInt(arguments[2]), Boolean.parseBoolean(arguments[3]), Integer.parseInt(arguments[4]));
    } catch (IOException | FailureException e) {
      if (steering.isAlive() && !(e instanceof FailureException failure && failure.outcome() == Outcome.GONE)) {
        System.err.println("mosrun: " + pid + ": " + e.getMessage());
        System.exit(1);
      }
    }
  }

  private boolean isAlive() {
    return ProcessHandle.of(pid).isPresent();
  }

  private void steer(int node, boolean lock, int priority) throws IOException, FailureException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (true) {
      try (DaemonClient client = DaemonClient.connect(directory)) {
        client.administer(Verb.PRIORITY, String.valueOf(pid), String.valueOf(priority));
        client.administer(Verb.LOCK, String.valueOf(pid), lock ? "on" : "off");
        if (node != 0) {
          move(node, client);
        }
        return;
      } catch (FailureException e) {
        if (e.outcome() != Outcome.UNKNOWN || System.nanoTime() > deadline || !isAlive()) {
          throw e;
        }
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void move(int node, DaemonClient client) throws IOException, FailureException {
    MoveResult result = client.ask(new Migrate(pid, node, MOVE_MILLIS), MoveResult.class);
    if (result.outcome() != Outcome.DONE) {
      throw new FailureException(new Failure(result.outcome(), "stays on node " + result.fromNode() + ": " + result.text()));
    }
  }
}
