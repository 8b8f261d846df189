package org.mosix.daemon;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.mosix.link.FailureText;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.NodeReport;
import org.mosix.link.message.NodeStatus;
import org.mosix.link.message.StopDaemon;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** The command {@code mosixd}: starts, stops and shows the node daemon. */
@Command(name = "mosixd", description = "The node daemon: takes guests in and carries out moves.", subcommands = {StartCommand.class,
    Mosixd.Stop.class, Mosixd.Show.class}, mixinStandardHelpOptions = true, versionProvider = Mosixd.Version.class,
    synopsisSubcommandLabel = "(start | stop | status)",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:failed", "2:usage", "3:(stop, status) no daemon runs"},
    footerHeading = "%nExamples:%n",
    footer = {"  mosixd start --map nodes.map --node 1", "  mosixd status", "  mosixd stop", "",
        "A map has lines FIRST-NUMBER HOST[:PORT] COUNT, for instance: 1 192.168.0.1 10",
        "and for other addresses of a node: 3 10.0.0.3 ALIAS"})
public final class Mosixd {

  /** LSB: the program is not running. */
  static final int NOT_RUNNING = 3;

  private Mosixd() {}

  public static void main(String[] args) {
    System.exit(command().execute(args));
  }

  static CommandLine command() {
    CommandLine command = UsageErrors.explained(new Mosixd());
    command.setExecutionExceptionHandler((thrown, at, parsed) -> {
      at.getErr().println("mosixd: " + FailureText.of(thrown));
      return 1;
    });
    return command;
  }

  static String describe(NodeReport report) {
    return "node " + report.node() + " serves at " + report.host() + ":" + report.port() + ", process " + report.daemonPid();
  }

  /** For programs: {@code node, host, port, daemonPid, programs, warmGuests, activeGuests, nodes}. */
  public static JsonObject json(NodeReport report) {
    JsonObject json = new JsonObject();
    json.addProperty("node", report.node());
    json.addProperty("host", report.host());
    json.addProperty("port", report.port());
    json.addProperty("daemonPid", report.daemonPid());
    json.addProperty("programs", report.processes());
    json.addProperty("warmGuests", report.warmGuests());
    json.addProperty("activeGuests", report.activeGuests());
    JsonArray nodes = new JsonArray();
    report.nodes().forEach(nodes::add);
    json.add("nodes", nodes);
    return json;
  }

  static final String JSON_FIELDS = "text or json: {node, host, port, daemonPid, programs, warmGuests, activeGuests, nodes}.";

  /** Connects to the daemon of the run directory, or says that there is none. */
  abstract static class Asking implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(names = "--run-dir", paramLabel = "DIR", description = "The daemon's directory; else $MOSIX_RUN_DIR, "
        + "$XDG_RUNTIME_DIR/mosix or ~/.mosix/run.")
    String runDir;

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = JSON_FIELDS)
    OutputFormat format;

    @Override
    public Integer call() throws IOException, FailureException {
      DaemonClient client;
      try {
        client = DaemonClient.connect(RunDirectory.resolve(runDir, System.getenv()));
      } catch (IOException e) {
        spec.commandLine().getErr().println("mosixd: " + e.getMessage());
        return NOT_RUNNING;
      }
      try (client) {
        ask(client, spec.commandLine().getOut());
        return 0;
      }
    }

    abstract void ask(DaemonClient client, PrintWriter out) throws IOException, FailureException;
  }

  @Command(name = "stop", mixinStandardHelpOptions = true, description = "Stops the daemon. Programs go on where they are; warm guests end.",
      footerHeading = "%nExample:%n", footer = "  mosixd stop --run-dir /tmp/node2")
  static final class Stop extends Asking {

    @Option(names = "--force", description = "End guests that run a process of another node too, and those processes with them.")
    boolean force;

    @Override
    void ask(DaemonClient client, PrintWriter out) throws IOException, FailureException {
      NodeReport last = client.ask(new StopDaemon(force), NodeReport.class);
      client.awaitEnd();
      if (format == OutputFormat.JSON) {
        out.println(json(last));
        return;
      }
      boolean goOn = last.activeGuests() > 0 && !force;
      out.println("node " + last.node() + " has stopped" + (goOn ? "; guests that go on: " + last.activeGuests() : ""));
    }
  }

  @Command(name = "status", mixinStandardHelpOptions = true, description = "Shows the daemon. Exit code 3 if none runs.",
      footerHeading = "%nExample:%n", footer = {"  mosixd status --run-dir /tmp/node2", "  mosixd status -o json"})
  static final class Show extends Asking {

    @Override
    void ask(DaemonClient client, PrintWriter out) throws IOException, FailureException {
      NodeReport report = client.ask(new NodeStatus(), NodeReport.class);
      if (format == OutputFormat.JSON) {
        out.println(json(report));
        return;
      }
      out.println(describe(report));
      out.println("programs " + report.processes() + ", guests warm " + report.warmGuests() + " active " + report.activeGuests());
      out.println("nodes " + String.join(", ", report.nodes()));
    }
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Mosixd.class.getPackage().getImplementationVersion();
      return new String[] {"mosixd " + (version == null ? "(not packaged)" : version)};
    }
  }
}
