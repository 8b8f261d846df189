package org.mosix.tools;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mosix.balance.Bid;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.DecisionRecord;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.OutputFormat;
import org.mosix.daemon.ProcessRecord;
import org.mosix.daemon.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs of {@code mosctl} about one process. */
final class ProcessCommands {

  private ProcessCommands() {}

  /** A verb that changes what the owner of a process wants of it. */
  abstract static class Change extends Tool {

    @Parameters(index = "0", paramLabel = "PID", description = "A process whose home is this node, or that of --home.")
    long pid;

    @Option(names = "--home", paramLabel = "N", defaultValue = "0", description = "The process is one of node N (default: of this one).")
    private int home;

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
        description = "text or json: a list of {pid, home, node, state, locked, nodes, ...}, as mtop --once has it.")
    private OutputFormat format;

    /** What its home is asked: a verb, and arguments after the process. */
    abstract Verb verb();

    abstract List<String> arguments();

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      List<String> arguments = new ArrayList<>(List.of(String.valueOf(pid)));
      arguments.addAll(arguments());
      String[] all = arguments.toArray(new String[0]);
      JsonElement changed = home == 0 ? client.administer(verb(), all) : client.administerAt(home, verb(), all);
      if (format == OutputFormat.JSON) {
        out().println(changed);
        return 0;
      }
      for (ProcessRecord process : new Gson().fromJson(changed, ProcessRecord[].class)) {
        out().println(process.pid() + ": " + (process.locked() ? "locked" : "not locked") + ", nodes "
            + (process.nodes().isEmpty() ? "all" : process.nodes()));
      }
      return 0;
    }
  }

  @Command(name = "lock", mixinStandardHelpOptions = true, description = "Keeps a process from being moved for the sake of load; migrate, "
      + "expel, bring and a lack of memory still move it.", footerHeading = "%nExample:%n", footer = {"  mosctl lock 4711", "  mosctl lock --home 3 4711"})
  static final class Lock extends Change {
    @Override
    Verb verb() {
      return Verb.LOCK;
    }

    @Override
    List<String> arguments() {
      return List.of("on");
    }
  }

  @Command(name = "unlock", mixinStandardHelpOptions = true, description = "Lets a process be moved for the sake of load again.",
      footerHeading = "%nExample:%n", footer = "  mosctl unlock 4711")
  static final class Unlock extends Change {
    @Override
    Verb verb() {
      return Verb.LOCK;
    }

    @Override
    List<String> arguments() {
      return List.of("off");
    }
  }

  @Command(name = "mask", mixinStandardHelpOptions = true, description = "Says to which nodes a process may go, whoever moves it; home is always "
      + "allowed.", footerHeading = "%nExample:%n", footer = {"  mosctl mask 4711 only 2 3", "  mosctl mask 4711 not 1", "  mosctl mask 4711 all"})
  static final class Mask extends Change {

    @Parameters(index = "1", paramLabel = "all|only|not", completionCandidates = Words.Masks.class, description = "All nodes, only those that "
        + "follow, or all but those.")
    private String kind;

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "N", description = "Numbers of nodes, for only and not.")
    private List<String> nodes = List.of();

    @Override
    Verb verb() {
      return Verb.MASK;
    }

    @Override
    List<String> arguments() {
      return Stream.concat(Stream.of(kind), nodes.stream()).toList();
    }
  }

  @Command(name = "priority", mixinStandardHelpOptions = true, description = "Of processes that compute, those of higher priority leave a loaded "
      + "node first; 0 is ordinary.", footerHeading = "%nExample:%n", footer = {"  mosctl priority 4711 1", "  mosctl priority 4711 -- -1"})
  static final class Priority extends Change {

    @Parameters(index = "1", paramLabel = "PRIORITY", description = "A whole number.")
    private int priority;

    @Override
    Verb verb() {
      return Verb.PRIORITY;
    }

    @Override
    List<String> arguments() {
      return List.of(String.valueOf(priority));
    }
  }

  @Command(name = "why", mixinStandardHelpOptions = true, description = "Shows why a process was moved or was not: what its home, or this node, and the "
      + "one where it runs decided last, with the costs they compared, in seconds per CPU second of the process.", footerHeading = "%nExample:%n",
      footer = {"  mosctl why 4711", "  mosctl why --home 3 4711", "  mosctl why 4711 -o json"})
  static final class Why extends Tool {

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json: a list of {millis, pid, "
        + "home, node, cause, moves, targets, reason, here, bids, attempts}.")
    private OutputFormat format;

    @Option(names = "--home", paramLabel = "N", defaultValue = "0", description = "The process is one of node N, which is asked (default: of this "
        + "node, or one that runs here).")
    private int home;

    @Parameters(paramLabel = "PID", description = "A process that has its home here or runs here, or that of --home.")
    private long pid;

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      JsonElement told = home == 0 ? client.administer(Verb.WHY, String.valueOf(pid)) : client.administerAt(home, Verb.WHY, String.valueOf(pid));
      DecisionRecord[] decisions = new Gson().fromJson(told, DecisionRecord[].class);
      if (format == OutputFormat.JSON) {
        out().println(json(decisions));
      } else if (decisions.length == 0) {
        out().println(pid + ": nothing was decided about it yet");
      } else {
        for (DecisionRecord decision : decisions) {
          print(decision);
        }
      }
      return 0;
    }

    private void print(DecisionRecord decision) {
      out().println(Instant.ofEpochMilli(decision.millis()) + " node " + decision.node() + ", " + decision.cause() + ": "
          + (decision.moves() ? "to " + decision.targets() : "stays") + ": " + decision.reason());
      if (!decision.bids().isEmpty()) {
        out().println("  here          " + describe(decision.here()));
        decision.bids().forEach(bid -> out().println(String.format(Locale.ROOT, "  node %-8d %s", bid.node(), describe(bid))));
      }
      decision.attempts().forEach(attempt -> out().println("  node " + attempt.node() + " " + attempt.outcome()
          + (attempt.text().isEmpty() ? "" : ": " + attempt.text())));
    }

    private static String describe(Bid bid) {
      return !bid.stands() ? bid.refused() : String.format(Locale.ROOT, "cost %.2f = cpu %.2f + memory %.2f + i/o %.2f + move %.2f, told %.1f s ago",
          bid.total(), bid.cpu(), bid.memory(), bid.io(), bid.move(), bid.ageMillis() / 1e3);
    }
  }
}
