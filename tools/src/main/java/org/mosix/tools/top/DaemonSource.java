package org.mosix.tools.top;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.mosix.balance.MoveCosts;
import org.mosix.balance.Tuning;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.tools.top.model.Order;
import org.mosix.tools.top.model.Prediction;
import org.mosix.tools.top.model.Snapshot;

/** The node daemon of a run directory. */
public final class DaemonSource implements Source {

  private static final long MOVE_MILLIS = 60_000;

  private final RunDirectory directory;
  private DaemonClient client;

  public DaemonSource(RunDirectory directory) {
    this.directory = directory;
  }

  @Override
  public synchronized Snapshot take() throws IOException, FailureException {
    try {
      if (client == null) {
        client = DaemonClient.connect(directory);
      }
      return new Snapshot(Instant.now(), client.nodes(), client.processes(), "");
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public Prediction prediction(Snapshot snapshot) {
    return new Prediction(snapshot, Tuning.STANDARD, MoveCosts.of(Tuning.STANDARD));
  }

  /** On a connection of its own: a move may take long, and what is shown goes on meanwhile. */
  @Override
  public String carryOut(Order order) throws IOException, FailureException {
    try (DaemonClient own = DaemonClient.connect(directory)) {
      if (order instanceof Order.Migrate migrate) {
        return migrate(migrate, own);
      } else if (order instanceof Order.Kill kill) {
        return kill(kill, own);
      }
      throw new FailureException(new Failure(Outcome.REFUSED, order.text() + ": the daemon cannot"));
    }
  }

  private static String migrate(Order.Migrate order, DaemonClient client) throws IOException, FailureException {
    int target = order.target().equals("home") ? Migrate.HOME : Integer.parseInt(order.target());
    MoveResult result = client.ask(new Migrate(order.process().pid(), target, MOVE_MILLIS), MoveResult.class);
    if (result.outcome() != Outcome.DONE) {
      throw new FailureException(new Failure(result.outcome(), result.text()));
    }
    return String.format(Locale.ROOT, "node %d -> %d, %.1f MB, frozen %.0f ms", result.fromNode(), result.toNode(), result.imageBytes() / 1e6,
        result.frozenNanos() / 1e6);
  }

  /** Who ends the home JVM ends the process, wherever it runs. */
  private static String kill(Order.Kill order, DaemonClient client) throws IOException, FailureException {
    int self = client.nodes().stream().filter(node -> node.self()).mapToInt(node -> node.node()).findFirst().orElse(0);
    if (order.process().home() != self) {
      throw new FailureException(new Failure(Outcome.REFUSED, "its home is node " + order.process().home() + " (expected: kill it there)"));
    }
    ProcessHandle handle = ProcessHandle.of(order.process().pid())
        .orElseThrow(() -> new FailureException(new Failure(Outcome.UNKNOWN, "no process " + order.process().pid())));
    boolean sent = order.hard() ? handle.destroyForcibly() : handle.destroy();
    if (!sent) {
      throw new FailureException(new Failure(Outcome.FAILED, "the signal could not be sent"));
    }
    return "signal " + (order.hard() ? "KILL" : "TERM") + " sent";
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}
