package org.mosix.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.NodeRecord;
import org.mosix.daemon.OutputFormat;
import org.mosix.daemon.Verb;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command {@code tune}: measures what the balancer weighs, how fast this node's processors are and what moves to other nodes take. A small and a
 * large program are moved to each node and back; the difference gives the rate, what remains the time that every move takes.
 */
@Command(name = "tune", description = "Measures the speed of this node and the cost of moves to others, and tells the balancer. Run it on each node while "
    + "nothing else runs.",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:a node could not be measured", "2:usage", "3:no daemon, or no such node"},
    footerHeading = "%nExamples:%n", footer = {"  tune                all nodes that are up", "  tune --dry-run 2    node 2, change nothing",
        "  tune -o json        the figures for a program"})
public final class TuneTool extends Tool {

  private static final int SMALL = 1;

  @Parameters(paramLabel = "NODE", arity = "0..*", description = "Nodes to measure moves to (default: all that are up).")
  private List<Integer> wanted = new ArrayList<>();

  @Option(names = "--size", paramLabel = "MB", defaultValue = "64", description = "Memory of the large program (default: ${DEFAULT-VALUE}).")
  private int megabytes;

  @Option(names = "--times", paramLabel = "N", defaultValue = "3", description = "Moves of each size; the median counts (default: ${DEFAULT-VALUE}).")
  private int times;

  @Option(names = "--dry-run", description = "Measure only.")
  private boolean dryRun;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
      description = "text or json: {speed, nodes: [{node, fixedSeconds, megabytesPerSecond}]}; what could not be measured has reason instead.")
  private OutputFormat format;

  /** What came of one node; {@code reason} if nothing did. */
  record Cost(int node, Double fixedSeconds, Double megabytesPerSecond, String reason) {}

  private record Figures(int speed, List<Cost> nodes) {}

  public static void main(String[] arguments) {
    System.exit(commandLine(new TuneTool()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (megabytes < 8 || megabytes > 4096) {
      throw usage("--size: " + megabytes + " MB (expected: 8 to 4096)");
    } else if (times < 1 || times > 100) {
      throw usage("--times: " + times + " (expected: 1 to 100)");
    }
    return super.call();
  }

  @Override
  int run(DaemonClient client) throws IOException, FailureException {
    List<Integer> nodes = nodes(client.nodes());
    int speed = SpeedTest.measure();
    if (!dryRun) {
      client.administer(Verb.SETSPEED, String.valueOf(speed));
    }
    say("speed " + speed + " (standard: " + SpeedTest.STANDARD_SPEED + ")");
    List<Cost> costs = nodes.isEmpty() ? List.of() : costs(nodes, client);
    if (format == OutputFormat.JSON) {
      out().println(json(new Figures(speed, costs)));
    }
    return (costs.stream().allMatch(cost -> cost.reason == null) ? Outcome.DONE : Outcome.FAILED).exitCode();
  }

  private List<Integer> nodes(List<NodeRecord> known) throws FailureException {
    for (int node : wanted) {
      if (known.stream().noneMatch(record -> record.node() == node && !record.self())) {
        throw new FailureException(new Failure(Outcome.UNKNOWN, "no other node " + node + " (nodes: " + known.stream().map(NodeRecord::node).toList() + ")"));
      }
    }
    return !wanted.isEmpty() ? wanted
        : known.stream().filter(record -> !record.self() && record.status().equals("up")).map(NodeRecord::node).toList();
  }

  private List<Cost> costs(List<Integer> nodes, DaemonClient client) throws IOException, FailureException {
    List<Cost> costs = new ArrayList<>();
    RunDirectory directory = runDirectory();
    try (MoveTrial small = new MoveTrial(directory, client, SMALL); MoveTrial large = new MoveTrial(directory, client, megabytes)) {
      for (int node : nodes) {
        Cost cost = cost(node, small, large);
        costs.add(cost);
        if (cost.reason == null && !dryRun) {
          client.administer(Verb.COST, String.valueOf(node), String.valueOf(cost.fixedSeconds), String.valueOf(cost.megabytesPerSecond));
        }
        say("node " + node + ": " + (cost.reason != null ? cost.reason
            : String.format(Locale.ROOT, "every move %.3f s, %.1f MB/s", cost.fixedSeconds, cost.megabytesPerSecond)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return costs;
  }

  private Cost cost(int node, MoveTrial small, MoveTrial large) throws IOException {
    try {
      // the first move to a node brings the classes there
      small.moves(node, 1);
      return cost(node, median(small.moves(node, times)), median(large.moves(node, times)));
    } catch (FailureException e) {
      return new Cost(node, null, null, e.getMessage());
    }
  }

  /** The line through two moves; a large one that took no longer than the small one says nothing of the rate but that it is high. */
  static Cost cost(int node, MoveTrial.Move small, MoveTrial.Move large) {
    double megabytes = (large.bytes() - small.bytes()) / 1e6;
    double seconds = Math.max(large.seconds() - small.seconds(), 1e-3);
    double rate = Math.max(megabytes / seconds, 0.001);
    return new Cost(node, Math.max(0, small.seconds() - small.bytes() / 1e6 / rate), rate, null);
  }

  static MoveTrial.Move median(List<MoveTrial.Move> moves) {
    return moves.stream().sorted(Comparator.comparingDouble(MoveTrial.Move::seconds)).toList().get(moves.size() / 2);
  }

  private void say(String line) {
    if (format == OutputFormat.TEXT) {
      out().println(line);
    }
  }
}
