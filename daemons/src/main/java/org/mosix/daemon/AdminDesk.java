package org.mosix.daemon;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mosix.link.NodeAddress;
import org.mosix.link.message.Administer;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Message;
import org.mosix.link.message.Outcome;
import org.mosix.link.message.Records;
import org.mosix.link.message.Reserve;

/** Answers who looks after the node: what is known here, and the switches. */
final class AdminDesk {

  private static final Gson GSON = new Gson();

  private final NodeDaemon daemon;

  AdminDesk(NodeDaemon daemon) {
    this.daemon = daemon;
  }

  Message answer(Administer request) {
    Optional<Verb> verb = Verb.named(request.verb());
    if (verb.isEmpty()) {
      return new Failure(Outcome.USAGE, "verb: " + request.verb() + " (expected: one of " + List.of(Verb.values()) + ")");
    }
    return new Records(GSON.toJson(answer(verb.get())));
  }

  private JsonElement answer(Verb verb) {
    return switch (verb) {
      case NODES -> GSON.toJsonTree(nodes());
      case PROCESSES -> GSON.toJsonTree(processes());
    };
  }

  private List<NodeRecord> nodes() {
    List<NodeRecord> records = new ArrayList<>();
    for (NodeAddress node : daemon.map().nodes()) {
      records.add(node.number() == daemon.node() ? daemon.machine().describe(node, daemon)
          : NodeRecord.unknown(node.number(), node.host(), node.port()));
    }
    return records;
  }

  private List<ProcessRecord> processes() {
    List<ProcessRecord> records = new ArrayList<>();
    daemon.processes().infos(daemon.node()).forEach(info -> records.add(new ProcessRecord(info.pid(), info.home(), info.node(),
        info.state(), info.threads() < 0 ? null : info.threads(), null, null, null, info.migrations(), null, false, "",
        info.cannotMove(), info.command())));
    for (Guest guest : daemon.guests().taken()) {
      Reserve host = guest.hosted();
      if (host != null && host.homeNode() != daemon.node()) {
        records.add(new ProcessRecord(host.pid(), host.homeNode(), daemon.node(), "guest", null, null, null, null, null, null, false, "",
            List.of(), host.command()));
      }
    }
    return records;
  }
}
