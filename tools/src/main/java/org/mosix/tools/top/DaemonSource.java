package org.mosix.tools.top;

import com.google.gson.Gson;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.mosix.balance.MoveCosts;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.TunableRecord;
import org.mosix.daemon.Verb;
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

  private static final Gson GSON = new Gson();
  private static final long MOVE_MILLIS = 60_000;

  private final RunDirectory directory;
  private final boolean everywhere;
  private DaemonClient client;
  private Tuning tuning = Tuning.STANDARD;

  /** @param everywhere shows the processes of all nodes, not only of this one */
  public DaemonSource(RunDirectory directory, boolean everywhere) {
    this.directory = directory;
    this.everywhere = everywhere;
  }

  @Override
  public synchronized Snapshot take() throws IOException, FailureException {
    try {
      if (client == null) {
        client = DaemonClient.connect(directory);
        tuning = readTuning();
      }
      return new Snapshot(Instant.now(), client.nodes(), everywhere ? client.allProcesses() : client.processes(), "");
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** By the tuning of the node that is asked; what was measured for single nodes stays with the daemon. */
  @Override
  public synchronized Prediction prediction(Snapshot snapshot) {
    return new Prediction(snapshot, tuning, MoveCosts.of(tuning));
  }

  private Tuning readTuning() throws IOException, FailureException {
    Tuning read = Tuning.STANDARD;
    for (TunableRecord record : GSON.fromJson(client.administer(Verb.GETTUNE), TunableRecord[].class)) {
      read = read.with(Tunable.of(record.key()), record.value());
    }
    return read;
  }

  /** By the home of the process, wherever that is. On a connection of its own: a move may take long, and what is shown goes on meanwhile. */
  @Override
  public String carryOut(Order order) throws IOException, FailureException {
    try (DaemonClient own = DaemonClient.connect(directory)) {
      if (order instanceof Order.Migrate migrate) {
        return migrate(migrate, own);
      } else if (order instanceof Order.Kill kill) {
        return kill(kill, own);
      }
      Order.Lock lock = (Order.Lock) order;
      own.administerAt(lock.process().home(), Verb.LOCK, String.valueOf(lock.process().pid()), lock.on() ? "on" : "off");
      return lock.on() ? "locked" : "unlocked";
    }
  }

  private static String migrate(Order.Migrate order, DaemonClient client) throws IOException, FailureException {
    int target = switch (order.target()) {
      case "home" -> Migrate.HOME;
      case "balance" -> Migrate.BALANCE;
      default -> Integer.parseInt(order.target());
    };
    MoveResult result = client.ask(new Migrate(order.process().pid(), target, MOVE_MILLIS).withHome(order.process().home()), MoveResult.class);
    if (result.outcome() != Outcome.DONE) {
      throw new FailureException(new Failure(result.outcome(), result.text()));
    }
    return String.format(Locale.ROOT, "node %d -> %d, %.1f MB, frozen %.0f ms", result.fromNode(), result.toNode(), result.imageBytes() / 1e6,
        result.frozenNanos() / 1e6);
  }

  private static String kill(Order.Kill order, DaemonClient client) throws IOException, FailureException {
    client.administerAt(order.process().home(), Verb.KILL, String.valueOf(order.process().pid()), order.hard() ? "kill" : "term");
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
