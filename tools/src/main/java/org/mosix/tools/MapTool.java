package org.mosix.tools;

import java.io.IOException;
import java.util.List;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.NodeRecord;
import org.mosix.daemon.OutputFormat;
import org.mosix.link.message.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code showmap}: the nodes by number and address. */
@Command(name = "showmap", description = "Shows the map of the cluster and the number of this node.", footerHeading = "%nExamples:%n",
    footer = {"  showmap", "  showmap -o json"})
public final class MapTool extends Tool {

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
      description = "text or json: a list of {node, address, port, self, status}.")
  private OutputFormat format;

  public static void main(String[] arguments) {
    System.exit(commandLine(new MapTool()).execute(arguments));
  }

  private record Place(int node, String address, int port, boolean self, String status) {}

  @Override
  int run(DaemonClient client) throws IOException, FailureException {
    List<Place> places = client.nodes().stream().map(MapTool::place).toList();
    if (format == OutputFormat.JSON) {
      out().println(json(places));
      return Outcome.DONE.exitCode();
    }
    places.stream().filter(Place::self).forEach(self -> out().println("My Node-Id: " + self.node));
    Table table = new Table("NODE", "ADDRESS", "PORT", "STATUS");
    places.forEach(place -> table.row(String.valueOf(place.node), place.address, String.valueOf(place.port), place.status));
    out().print(table);
    out().flush();
    return Outcome.DONE.exitCode();
  }

  private static Place place(NodeRecord node) {
    return new Place(node.node(), node.address(), node.port(), node.self(), node.status());
  }
}
