package org.mosix.tools;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.Departure;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.OutputFormat;
import org.mosix.daemon.Verb;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeMap;
import org.mosix.link.message.Outcome;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code setpe}: the map of a node, and whether the node takes part in the cluster. */
@Command(name = "setpe", description = "Configures the node: gives it a map and has it join, shows its map, or has it leave the cluster.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, or not every process could leave", "2:usage, or a damaged map", "3:no daemon"},
    footerHeading = "%nExamples:%n",
    footer = {"  setpe -c -f nodes.map    check a map, without a daemon", "  setpe -w -f nodes.map    take it and join", "  setpe -w                 join again with the map it has",
        "  setpe -r                 print the map", "  setpe -off               leave: guests go home, own processes come home"})
public final class SetTool extends Tool {

  @ArgGroup(exclusive = true, multiplicity = "1")
  private What what;

  /** One of them. */
  static final class What {
    @Option(names = "-w", description = "Join the cluster, with the map of -f if one is given.")
    private boolean write;

    @Option(names = "-r", description = "Print the map of the node.")
    private boolean read;

    @Option(names = "-c", description = "Check the map of -f only.")
    private boolean check;

    @Option(names = "-off", description = "Leave the cluster.")
    private boolean off;
  }

  @Option(names = "-f", paramLabel = "FILE", description = "A map, lines FIRST-NUMBER HOST[:PORT] COUNT, and NODE HOST[:PORT] ALIAS for "
      + "other addresses of a node; - is standard input.")
  private String file;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
      description = "text or json: a list of {number, host, port, alias}; with -off of {pid, home, done, reason}.")
  private OutputFormat format;

  public static void main(String[] arguments) {
    System.exit(commandLine(new SetTool()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (what.check && file == null || file != null && (what.read || what.off)) {
      throw usage("-f goes with -w or -c; -c needs it");
    }
    if (what.check) {
      NodeMap map = parsed(text());
      out().println(format == OutputFormat.JSON ? json(map.nodes()) : map.nodes().size() + " nodes: " + map.numbers());
      return Outcome.DONE.exitCode();
    }
    return super.call();
  }

  @Override
  int run(DaemonClient client) throws IOException, FailureException {
    if (what.off) {
      return departures(client.administer(Verb.LEAVE));
    }
    JsonElement map = what.read ? client.administer(Verb.MAP) : file == null ? client.administer(Verb.JOIN) : join(client);
    if (format == OutputFormat.JSON) {
      out().println(map);
    } else {
      for (JsonElement node : map.getAsJsonArray()) {
        JsonObject address = node.getAsJsonObject();
        NodeAddress place = new NodeAddress(address.get("number").getAsInt(), address.get("host").getAsString(), address.get("port").getAsInt());
        out().println(place.number() + " " + place + (address.has("alias") ? " " + NodeMap.ALIAS : " 1"));
      }
    }
    return Outcome.DONE.exitCode();
  }

  private int departures(JsonElement answer) {
    List<Departure> departures = List.of(new Gson().fromJson(answer, Departure[].class));
    if (format == OutputFormat.JSON) {
      out().println(answer);
    } else {
      departures.stream().filter(departure -> !departure.done())
          .forEach(departure -> err().println("setpe: " + departure.pid() + " of node " + departure.home() + " stays: " + departure.reason()));
      out().println("left; processes that went home: " + departures.stream().filter(Departure::done).count());
    }
    return (departures.stream().allMatch(Departure::done) ? Outcome.DONE : Outcome.FAILED).exitCode();
  }

  /** Looks at the map first, so that the user is told of the file that was named. */
  private JsonElement join(DaemonClient client) throws IOException, FailureException {
    String text = text();
    parsed(text);
    return client.administer(Verb.JOIN, text);
  }

  private NodeMap parsed(String text) throws IOException {
    return NodeMap.parse(file, text.lines().toList(), NodeAddress.DEFAULT_PORT);
  }

  private String text() throws IOException {
    if (file.equals("-")) {
      try (InputStream in = System.in) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    return NodeMap.text(Path.of(file));
  }
}
