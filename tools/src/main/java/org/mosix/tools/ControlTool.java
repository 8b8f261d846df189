package org.mosix.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.Mosixd;
import org.mosix.daemon.NodeRecord;
import org.mosix.daemon.OutputFormat;
import org.mosix.link.ClusterKeyMaker;
import org.mosix.link.message.NodeReport;
import org.mosix.link.message.NodeStatus;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code mosctl}: looks after a cluster. */
@Command(name = "mosctl", description = "Looks after a cluster: makes its key, shows what nodes tell, sets the policies of this node.",
    mixinStandardHelpOptions = true, versionProvider = Tool.Version.class, synopsisSubcommandLabel = "VERB",
    subcommands = {ControlTool.KeyGeneration.class, ControlTool.NodeState.class, ReadCommands.Whois.class, ReadCommands.IsUp.class,
        ReadCommands.Datagrams.class, ReadCommands.SystemCalls.class, PolicyCommands.Show.class, PolicyCommands.Expel.class, PolicyCommands.Bring.class,
        PolicyCommands.Limit.class, ProcessCommands.Lock.class, ProcessCommands.Unlock.class, ProcessCommands.Mask.class,
        ProcessCommands.Priority.class, ProcessCommands.Why.class, TuneCommands.SetSpeed.class, TuneCommands.SetDecay.class,
        TuneCommands.Get.class, TuneCommands.Set.class, FileCommands.Mfs.class, CommandLine.HelpCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, or (isup) the node is not up", "2:usage", "3:no such process or node, or no daemon", "4:refused; the reason is printed"},
    footerHeading = "%nExamples:%n", footer = {"  mosctl keygen /etc/mosix/key", "  mosctl getload 3", "  mosctl block", "  mosctl why 4711"})
public final class ControlTool {

  private ControlTool() {}

  public static void main(String[] args) {
    System.exit(Tool.commandLine(command()).execute(args));
  }

  /** With all verbs, also those that differ by a name only. */
  static CommandSpec command() {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new ControlTool());
    PolicyCommands.Switch.all().forEach(verb -> spec.addSubcommand(verb.label(), verb.commandLine()));
    ReadCommands.Quantity.all().forEach(verb -> spec.addSubcommand(verb.label(), verb.commandLine()));
    return spec;
  }

  @Command(name = "keygen", mixinStandardHelpOptions = true, description = "Makes the key of a new cluster: a certificate authority and a "
      + "node certificate. Whoever has the directory belongs to the cluster and may run programs on its nodes.",
      exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:failed", "2:usage"},
      footerHeading = "%nExample:%n",
      footer = {"  mosctl keygen key", "  scp -rp key node2:.mosix/run/     then mosixd start on each node",
          "", "ca.key is needed on no node; keep it apart, or delete it."})
  static final class KeyGeneration implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Where to; must not hold a key yet.")
    private Path directory;

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json: {directory}.")
    private OutputFormat format;

    private record Made(String directory) {}

    @Override
    public Integer call() throws IOException {
      new ClusterKeyMaker().make(directory);
      spec.commandLine().getOut().println(format == OutputFormat.JSON ? Tool.json(new Made(directory.toString())) : "cluster key in " + directory);
      return 0;
    }
  }

  @Command(name = "status", description = "Shows the node of the daemon that is asked, or what it knows of another.",
      footerHeading = "%nExample:%n", footer = {"  mosctl status", "  mosctl status 3", "  mosctl status -o json"})
  static final class NodeState extends Tool {

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
        description = "text or json: {node, host, port, daemonPid, programs, warmGuests, activeGuests, nodes}, of another node as whois.")
    private OutputFormat format;

    @Parameters(arity = "0..1", paramLabel = "NODE", description = "Number of another node.")
    private Integer node;

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      if (node != null) {
        NodeRecord record = ReadCommands.find(client, node);
        out().println(format == OutputFormat.JSON ? Tool.json(record) : ReadCommands.describe(record));
        return 0;
      }
      NodeReport report = client.ask(new NodeStatus(), NodeReport.class);
      if (format == OutputFormat.JSON) {
        out().println(Mosixd.json(report));
      } else {
        out().println("node " + report.node() + " at " + report.host() + ":" + report.port() + ", process " + report.daemonPid());
        out().println("programs " + report.processes() + ", guests warm " + report.warmGuests() + " active " + report.activeGuests());
        report.nodes().forEach(node -> out().println("  " + node));
      }
      return 0;
    }
  }
}
