package org.mosix.tools;

import com.google.gson.Gson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.mosix.daemon.CallRecord;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.DatagramRecord;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.NodeRecord;
import org.mosix.daemon.OutputFormat;
import org.mosix.daemon.Verb;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs of {@code mosctl} that tell of nodes. */
final class ReadCommands {

  private ReadCommands() {}

  /** @throws FailureException if the node is not in the map */
  static NodeRecord find(DaemonClient client, int node) throws IOException, FailureException {
    List<NodeRecord> nodes = client.nodes();
    return nodes.stream().filter(record -> node == 0 ? record.self() : record.node() == node).findFirst()
        .orElseThrow(() -> new FailureException(new Failure(Outcome.UNKNOWN, "no node " + node + " (nodes: "
            + nodes.stream().map(record -> String.valueOf(record.node())).toList() + ")")));
  }

  static String describe(NodeRecord node) {
    String flags = node.flags().isEmpty() ? "" : ", " + String.join(", ", node.flags());
    String age = node.ageSeconds() == null ? "" : String.format(Locale.ROOT, ", told %.1f s ago", node.ageSeconds());
    return "node " + node.node() + " at " + node.address() + ":" + node.port() + ": " + node.status() + flags + age;
  }

  /** A verb that prints one number of a node. */
  @Command(mixinStandardHelpOptions = true)
  static final class Quantity extends Tool {

    private final String name;
    private final String description;
    private final String unit;
    private final Function<NodeRecord, Object> quantity;

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
        description = "text or json: the node's whole record, see mosctl whois.")
    private OutputFormat format;

    @Parameters(arity = "0..1", paramLabel = "NODE", defaultValue = "0", description = "Number of the node (default: this one).")
    private int node;

    private Quantity(String name, String description, String unit, Function<NodeRecord, Object> quantity) {
      this.name = name;
      this.description = description;
      this.unit = unit;
      this.quantity = quantity;
    }

    static List<Quantity> all() {
      return List.of(
          new Quantity("getload", "Load: busy threads per processor; 1.00 is one per standard processor.", "", NodeRecord::load),
          new Quantity("getspeed", "Speed of one processor; 10000 is the standard processor.", "", NodeRecord::speed),
          new Quantity("getmem", "Free memory as the node believes, less what was promised to guests.", "MB", node -> mega(node.memoryFree())),
          new Quantity("getfree", "Free memory as the system of the node says; another node is asked for it.", "MB",
              node -> mega(node.memoryFreeRaw())),
          new Quantity("getutil", "Share of the processors in use, in percent.", "%",
              node -> node.utilisation() == null ? null : 100 * node.utilisation()));
    }

    private static Double mega(Long bytes) {
      return bytes == null ? null : bytes / 1048576.0;
    }

    String label() {
      return name;
    }

    CommandLine commandLine() {
      CommandLine line = new CommandLine(this);
      line.getCommandSpec().usageMessage().description(description).footerHeading("%nExample:%n")
          .footer("  mosctl " + name, "  mosctl " + name + " 3");
      return line;
    }

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      NodeRecord record = find(client, node);
      if (name.equals("getfree") && !record.self()) {
        record = new Gson().fromJson(client.administerAt(record.node(), Verb.NODE), NodeRecord.class);
      }
      if (format == OutputFormat.JSON) {
        out().println(json(record));
        return 0;
      }
      Object value = quantity.apply(record);
      if (value == null) {
        throw new FailureException(new Failure(Outcome.REFUSED, "not known of node " + record.node() + ", which is " + record.status()));
      }
      out().println((value instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : value) + (unit.isEmpty() ? "" : " " + unit));
      return 0;
    }
  }

  @Command(name = "whois", mixinStandardHelpOptions = true, description = "Shows all that is known of nodes, by number or address.",
      footerHeading = "%nExample:%n", footer = {"  mosctl whois", "  mosctl whois 3", "  mosctl whois 192.168.0.3 -o json"})
  static final class Whois extends Tool {

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json: a list of {node, address, "
        + "port, self, status, flags, cpus, speed, load, utilisation, memoryTotal, memoryFree, ...}; what is not known is not there.")
    private OutputFormat format;

    @Parameters(arity = "0..1", paramLabel = "NODE|ADDRESS", description = "Which (default: all of the map).")
    private String which;

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      List<NodeRecord> found = client.nodes().stream()
          .filter(node -> which == null || String.valueOf(node.node()).equals(which) || which.equals(node.address())).toList();
      if (found.isEmpty()) {
        throw new FailureException(new Failure(Outcome.UNKNOWN, "no node " + which + " in the map"));
      }
      if (format == OutputFormat.JSON) {
        out().println(json(found));
      } else {
        found.forEach(node -> out().println(describe(node)));
      }
      return 0;
    }
  }

  @Command(name = "isup", mixinStandardHelpOptions = true, description = "Says yes and exits with 0 if the node was heard lately, else no and 1.",
      exitCodeList = {"0:up", "1:not up", "2:usage", "3:no such node, or no daemon"}, footerHeading = "%nExample:%n", footer = "  mosctl isup 3 && migrate 4711 3")
  static final class IsUp extends Tool {

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json: {node, up, status}.")
    private OutputFormat format;

    @Parameters(arity = "0..1", paramLabel = "NODE", defaultValue = "0", description = "Number of the node (default: this one).")
    private int node;

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      NodeRecord record = find(client, node);
      boolean up = record.status().equals("up");
      out().println(format == OutputFormat.JSON ? json(new Answer(record.node(), up, record.status())) : up ? "yes" : "no");
      return up ? 0 : 1;
    }

    private record Answer(int node, boolean up, String status) {}
  }

  @Command(name = "syscalls", mixinStandardHelpOptions = true, description = "Shows which natives of the JDK a process that is away calls "
      + "where; needs a process of this node to ask. All that are not listed run where the process is.",
      footerHeading = "%nExample:%n", footer = {"  mosctl syscalls", "  mosctl syscalls -o json"})
  static final class SystemCalls extends Tool {

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
        description = "text or json: a list of {policy, call, reason, ...}.")
    private OutputFormat format;

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      CallRecord[] records = client.administer(Verb.CALLS, CallRecord[].class);
      if (format == OutputFormat.JSON) {
        out().println(json(records));
        return 0;
      }
      Table table = new Table("POLICY", "CALL", "WHY");
      for (CallRecord record : records) {
        table.row(record.policy(), record.call(), record.reason().isEmpty() ? "-" : record.reason());
      }
      out().print(table);
      out().flush();
      return 0;
    }
  }

  @Command(name = "datagrams", mixinStandardHelpOptions = true, description = "Datagrams heard and dropped since the daemon was started.",
      footerHeading = "%nExample:%n", footer = "  mosctl datagrams")
  static final class Datagrams extends Tool {

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
        description = "text or json: {accepted, malformed, forged, foreign, replayed, lastDropped}.")
    private OutputFormat format;

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      DatagramRecord record = client.administer(Verb.DATAGRAMS, DatagramRecord.class);
      out().println(format == OutputFormat.JSON ? json(record) : "accepted " + record.accepted() + ", dropped: malformed " + record.malformed()
          + ", forged " + record.forged() + ", foreign " + record.foreign() + ", replayed " + record.replayed()
          + (record.lastDropped().isEmpty() ? "" : "; last: " + record.lastDropped()));
      return 0;
    }
  }
}
