package org.mosix.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mosix.balance.NodeFlag;
import org.mosix.balance.NodeInfo;
import org.mosix.balance.NodeMask;
import org.mosix.balance.Policy;
import org.mosix.balance.Tunable;
import org.mosix.info.DatagramGate;
import org.mosix.info.Rejection;
import org.mosix.link.NodeAddress;
import org.mosix.link.message.ProcessInfo;
import org.mosix.link.message.Reserve;

/** What this node knows, as records for tools. */
final class Listings {

  private final NodeDaemon daemon;

  Listings(NodeDaemon daemon) {
    this.daemon = daemon;
  }

  List<NodeRecord> nodes() {
    return daemon.map().nodes().stream().map(this::node).toList();
  }

  NodeRecord node(NodeAddress node) {
    if (node.number() == daemon.node()) {
      return self(node);
    }
    Optional<NodeDirectory.Heard> heard = daemon.directory().find(node.number());
    if (heard.isEmpty()) {
      return NodeRecord.unknown(node.number(), node.host(), node.port());
    }
    NodeInfo info = heard.get().info();
    long age = Math.max(0, daemon.clock().millis() - heard.get().madeMillis());
    String status = info.flags().contains(NodeFlag.LEAVING) ? "off" : age > daemon.policies().tuning().maxAgeMillis() ? "silent" : "up";
    return new NodeRecord(node.number(), node.host(), node.port(), false, status, flags(info), info.cpus(), (double) info.speed(),
        info.load(), utilisation(info), info.memoryTotal(), info.memoryFree(), null, info.swapTotal(), info.swapFree(), null, null,
        info.guests(), age / 1e3);
  }

  NodeRecord self() {
    return self(daemon.map().find(daemon.node()).orElseThrow());
  }

  private NodeRecord self(NodeAddress node) {
    NodeInfo info = daemon.state().toldNow();
    List<String> flags = new ArrayList<>(flags(info));
    if (daemon.policies().policy().quiet()) {
      flags.add("quiet");
    }
    int away = (int) daemon.processes().all().stream().filter(process -> process.node() != 0).count();
    return new NodeRecord(node.number(), node.host(), node.port(), true, daemon.membership().isJoined() ? "up" : "off", flags,
        info.cpus(), (double) info.speed(), info.load(), daemon.state().utilisation(), info.memoryTotal(), info.memoryFree(),
        daemon.state().memoryFreeRaw(), info.swapTotal(), info.swapFree(), daemon.processes().size(), away, info.guests(), 0.0);
  }

  /** Others tell their load, not their utilisation: with one thread per processor or more all of them are in use. */
  private static double utilisation(NodeInfo info) {
    return Math.min(1, info.runnable(Tunable.STANDARD_SPEED.standard()) / info.cpus());
  }

  private static List<String> flags(NodeInfo info) {
    return info.flags().stream().sorted().map(flag -> flag.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** Asks all processes how they are. */
  List<ProcessRecord> processes() {
    return processes(daemon.processes().infos(daemon.node()));
  }

  /** What processes last said of themselves, which they do whenever something changes. */
  List<ProcessRecord> lastProcesses() {
    return processes(daemon.processes().all().stream().map(process -> process.info(daemon.node())).toList());
  }

  private List<ProcessRecord> processes(List<ProcessInfo> infos) {
    List<ProcessRecord> records = new ArrayList<>();
    for (ProcessInfo info : infos) {
      daemon.processes().find(info.pid()).ifPresent(process -> records.add(own(info, process)));
    }
    for (Guest guest : daemon.guests().taken()) {
      Reserve host = guest.hosted();
      if (host != null && host.homeNode() != daemon.node()) {
        records.add(guest(guest, host));
      }
    }
    return records;
  }

  private ProcessRecord own(ProcessInfo info, ManagedProcess process) {
    Usage usage = process.node() == 0 ? daemon.residents().find(daemon.node(), info.pid()).map(Resident::usage).orElse(null)
        : process.usageAway();
    return new ProcessRecord(info.pid(), info.home(), info.node(), info.state(), info.threads() < 0 ? null : info.threads(),
        usage == null ? null : 100 * usage.share(), usage == null ? null : usage.demand(), usage == null ? null : usage.memory(),
        info.migrations(), process.lastMove(), process.terms().locked(), mask(process.terms()),
        cannotMove(info, process.node() == 0), info.command());
  }

  private static String mask(Terms terms) {
    return terms.mask().equals(NodeMask.ALL) ? "" : terms.mask().toString();
  }

  private List<String> cannotMove(ProcessInfo info, boolean here) {
    List<String> reasons = new ArrayList<>(info.cannotMove());
    if (reasons.isEmpty() && here) {
      daemon.backoff().reason(daemon.node(), info.pid(), daemon.clock().millis()).ifPresent(reasons::add);
    }
    return reasons;
  }

  private ProcessRecord guest(Guest guest, Reserve host) {
    Usage usage = daemon.residents().find(host.homeNode(), host.pid()).map(Resident::usage).orElse(null);
    HomeWord word = guest.homeWord();
    Terms terms = word == null ? Terms.NONE : word.terms();
    Integer threads = guest.status() == null ? null : guest.status().threads();
    List<String> reasons = daemon.backoff().reason(host.homeNode(), host.pid(), daemon.clock().millis()).map(List::of).orElse(List.of());
    return new ProcessRecord(host.pid(), host.homeNode(), daemon.node(), "guest", threads, usage == null ? null : 100 * usage.share(),
        usage == null ? null : usage.demand(), usage == null ? null : usage.memory(), word == null ? null : word.migrations(),
        word == null ? null : word.lastMoveOrNull(), terms.locked(), mask(terms), reasons, host.command());
  }

  PolicyRecord policy() {
    Policy policy = daemon.state().policy();
    return new PolicyRecord(daemon.balances(), daemon.membership().isJoined(), policy.stay(), policy.lstay(), policy.block(),
        policy.quiet(), policy.expel(), policy.bring(), policy.guestLimit() == Integer.MAX_VALUE ? null : policy.guestLimit(),
        policy.gives(), policy.takes(), daemon.policies().speed(), daemon.state().cpus(),
        daemon.state().source().name().toLowerCase(Locale.ROOT));
  }

  List<TunableRecord> tunables() {
    List<TunableRecord> records = new ArrayList<>();
    for (Tunable tunable : Tunable.values()) {
      records.add(new TunableRecord(tunable.key(), daemon.policies().tuning().get(tunable), tunable.standard(), tunable.unit(),
          tunable.meaning()));
    }
    return records;
  }

  /** Information and announcements together. */
  DatagramRecord datagrams() {
    List<DatagramGate<?>> gates = new ArrayList<>(List.of(daemon.info().gate()));
    daemon.discovery().ifPresent(discovery -> gates.add(discovery.gate()));
    String last = gates.stream().map(DatagramGate::lastDropped).filter(text -> !text.isEmpty()).findFirst().orElse("");
    return new DatagramRecord(gates.stream().mapToLong(DatagramGate::accepted).sum(), dropped(gates, Rejection.MALFORMED),
        dropped(gates, Rejection.FORGED), dropped(gates, Rejection.FOREIGN), dropped(gates, Rejection.REPLAYED), last);
  }

  private static long dropped(List<DatagramGate<?>> gates, Rejection why) {
    return gates.stream().mapToLong(gate -> gate.dropped(why)).sum();
  }
}
