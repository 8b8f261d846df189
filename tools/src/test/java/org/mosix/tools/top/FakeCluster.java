package org.mosix.tools.top;

import com.google.gson.Gson;
import java.util.Optional;
import java.util.function.Supplier;
import org.mosix.daemon.ProcessRecord;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Records;
import org.mosix.tools.top.model.Snapshot;

/** What a daemon would answer that sees {@link Samples}; moves are done at once, those to node 3 are refused. */
public final class FakeCluster {

  private final Gson gson = new Gson();
  private volatile Snapshot snapshot;

  public FakeCluster(Supplier<Snapshot> first) {
    snapshot = first.get();
  }

  public Message answer(Message request) {
    if (request instanceof Administer administer) {
      return switch (administer.verb()) {
        case "nodes" -> new Records(gson.toJson(snapshot.nodes()));
        case "processes", "all_processes" -> new Records(gson.toJson(snapshot.processes()));
        case "at" -> answer(new Administer(administer.arguments().get(1), administer.arguments().subList(2, administer.arguments().size())));
        case "kill" -> new Records("[]");
        case "gettune" -> new Records("[]");
        case "lock" -> lock(Long.parseLong(administer.arguments().get(0)), administer.arguments().get(1).equals("on"));
        default -> new Failure(Outcome.USAGE, "verb: " + administer.verb());
      };
    } else if (request instanceof Migrate migrate) {
      return migrate(migrate);
    }
    return new Failure(Outcome.USAGE, request.getClass().getSimpleName());
  }

  private Message migrate(Migrate migrate) {
    if (migrate.target() == 3) {
      return new Failure(Outcome.REFUSED, "node 3 is full");
    }
    Optional<ProcessRecord> found = snapshot.processes().stream().filter(process -> process.pid() == migrate.pid()).findFirst();
    if (found.isEmpty()) {
      return new Failure(Outcome.UNKNOWN, "no process " + migrate.pid());
    }
    ProcessRecord process = found.get();
    int target = migrate.target() == Migrate.HOME ? process.home() : migrate.target();
    replace(process, new ProcessRecord(process.pid(), process.home(), target, process.state(), process.threads(), process.cpuPercent(),
        process.load(), process.memory(), process.migrations() + 1, process.lastMove(), process.locked(), process.nodes(), process.cannotMove(),
        process.command()));
    return new MoveResult(0, Outcome.DONE, "", process.node(), target, 48_300_000, 61_000_000);
  }

  private Message lock(long pid, boolean on) {
    ProcessRecord process = snapshot.processes().stream().filter(one -> one.pid() == pid).findFirst().orElseThrow();
    replace(process, new ProcessRecord(process.pid(), process.home(), process.node(), process.state(), process.threads(), process.cpuPercent(),
        process.load(), process.memory(), process.migrations(), process.lastMove(), on, process.nodes(), process.cannotMove(), process.command()));
    return new Records("[]");
  }

  private void replace(ProcessRecord before, ProcessRecord now) {
    snapshot = new Snapshot(snapshot.at(), snapshot.nodes(), snapshot.processes().stream().map(other -> other == before ? now : other).toList(), "");
  }
}
