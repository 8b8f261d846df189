package org.mosix.tools;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mosix.daemon.CallRecord;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.ObstacleRecord;
import org.mosix.daemon.OutputFormat;
import org.mosix.daemon.Verb;
import org.mosix.link.message.ListProcesses;
import org.mosix.link.message.ProcessInfo;
import org.mosix.link.message.ProcessList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code mps}: the managed processes that a node knows. */
@Command(name = "mps", description = "Lists the managed processes of this node: those started here, and those of other nodes that run here.",
    footerHeading = "%nExamples:%n", footer = {"  mps", "  mps -o json", "  mps --calls 4711", "  mps --why 4711", "  mps --run-dir /tmp/node2"})
public final class ProcessesTool extends Tool {

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
      description = "text or json: a list of {pid, home, node, migrations, threads, state, cannotMove, command}; null is not known here.")
  private OutputFormat format;

  @Option(names = "--calls", paramLabel = "PID", description = "Shows the system calls of this process: those that its home has "
      + "carried out while it was away (count, bytes, time), those on files used directly or of a node (direct), and those answered from what is known "
      + "(cached); then the bytes moved from and to files of each node. As json a list of {policy, call, reason, count, bytes, seconds, direct, "
      + "directBytes, cached}.")
  private Long calls;

  @Option(names = "--why", paramLabel = "PID", description = "Shows what stood in the way of this process's last move: each thread, the class and method "
      + "that pins it, since when, and the reason. As json a list of {thread, frame, since, why}; empty if the last move was done, or none was asked for.")
  private Long why;

  public static void main(String[] args) {
    System.exit(commandLine(new ProcessesTool()).execute(args));
  }

  @Override
  int run(DaemonClient client) throws IOException, FailureException {
    if (calls != null) {
      return showCalls(client);
    }
    if (why != null) {
      return showWhy(client);
    }
    List<ProcessInfo> processes = client.ask(new ListProcesses(), ProcessList.class).processes();
    if (format == OutputFormat.JSON) {
      JsonArray array = new JsonArray();
      processes.forEach(process -> array.add(json(process)));
      out().println(array);
    } else {
      out().print(table(processes));
      out().flush();
    }
    return 0;
  }

  private int showCalls(DaemonClient client) throws IOException, FailureException {
    List<CallRecord> made = Stream.of(client.administer(Verb.CALLS, CallRecord[].class, String.valueOf(calls)))
        .filter(record -> record.count() + record.direct() + record.directBytes() + record.cached() > 0).sorted(Comparator.comparingDouble(CallRecord::seconds).reversed()).toList();
    if (format == OutputFormat.JSON) {
      out().println(json(made));
    } else {
      Table table = new Table("HOME", "BYTES", "MS", "DIRECT", "BYTES", "CACHED", "POLICY", "CALL");
      for (CallRecord record : made) {
        table.row(String.valueOf(record.count()), String.valueOf(record.bytes()), String.format(Locale.ROOT, "%.1f", 1e3 * record.seconds()),
            String.valueOf(record.direct()), String.valueOf(record.directBytes()), String.valueOf(record.cached()), record.policy(), record.call());
      }
      out().print(table);
    }
    out().flush();
    return 0;
  }

  private int showWhy(DaemonClient client) throws IOException, FailureException {
    ObstacleRecord[] obstacles = client.administer(Verb.PINNED, ObstacleRecord[].class, String.valueOf(why));
    if (format == OutputFormat.JSON) {
      out().println(json(List.of(obstacles)));
    } else if (obstacles.length == 0) {
      out().println(why + ": nothing is known to be in its way");
    } else {
      Table table = new Table("THREAD", "SINCE", "IN", "WHY");
      for (ObstacleRecord obstacle : obstacles) {
        table.row(obstacle.thread().isEmpty() ? "-" : obstacle.thread(), obstacle.since(), obstacle.frame().isEmpty() ? "-" : obstacle.frame(), obstacle.why());
      }
      out().print(table);
    }
    out().flush();
    return 0;
  }

  private static JsonObject json(ProcessInfo process) {
    JsonObject json = new JsonObject();
    json.addProperty("pid", process.pid());
    json.addProperty("home", process.home());
    json.addProperty("node", process.node());
    json.addProperty("migrations", process.migrations() < 0 ? null : process.migrations());
    json.addProperty("threads", process.threads() < 0 ? null : process.threads());
    json.addProperty("state", process.state());
    JsonArray reasons = new JsonArray();
    process.cannotMove().forEach(reasons::add);
    json.add("cannotMove", reasons);
    json.addProperty("command", process.command());
    return json;
  }

  private static String table(List<ProcessInfo> processes) {
    Table table = new Table("PID", "HOME", "NODE", "MOVES", "THREADS", "STATE", "CANNOT MOVE", "COMMAND");
    for (ProcessInfo process : processes) {
      List<String> reasons = process.cannotMove().isEmpty() ? List.of("-") : process.cannotMove();
      table.row(String.valueOf(process.pid()), String.valueOf(process.home()), String.valueOf(process.node()),
          known(process.migrations()), known(process.threads()), process.state(), reasons.get(0), process.command());
      for (String more : new ArrayList<>(reasons).subList(1, reasons.size())) {
        table.row("", "", "", "", "", "", more, "");
      }
    }
    return table.toString();
  }

  private static String known(int count) {
    return count < 0 ? "?" : String.valueOf(count);
  }
}
