package org.mosix.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.Departure;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.OutputFormat;
import org.mosix.daemon.PolicyRecord;
import org.mosix.daemon.Verb;
import org.mosix.link.message.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs of {@code mosctl} that set what a node does. They are kept when the daemon is started again. */
final class PolicyCommands {

  private PolicyCommands() {}

  /** The policies that are on, as words. */
  static String describe(PolicyRecord policy) {
    List<String> words = new ArrayList<>();
    add(words, !policy.balances(), "no-balance");
    add(words, !policy.joined(), "off");
    add(words, policy.stay(), "stay");
    add(words, policy.lstay(), "lstay");
    add(words, policy.block(), "block");
    add(words, policy.quiet(), "quiet");
    add(words, policy.expel(), "expel");
    add(words, policy.bring(), "bring");
    add(words, !policy.gives(), "pool-gives-nothing");
    add(words, !policy.takes(), "pool-takes-nothing");
    add(words, policy.guestLimit() != null, "limit " + policy.guestLimit());
    return (words.isEmpty() ? "open" : String.join(", ", words)) + "; cpus " + policy.cpus() + ", speed " + policy.speed() + ", load of "
        + policy.load();
  }

  private static void add(List<String> words, boolean on, String word) {
    if (on) {
      words.add(word);
    }
  }

  /** A verb that shows the policies, perhaps after it has changed one. */
  abstract static class Showing extends Tool {

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json: {balances, joined, stay, "
        + "lstay, block, quiet, expel, bring, guestLimit, gives, takes, speed, cpus, load}.")
    private OutputFormat format;

    abstract PolicyRecord ask(DaemonClient client) throws IOException, FailureException;

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      PolicyRecord policy = ask(client);
      out().println(format == OutputFormat.JSON ? json(policy) : describe(policy));
      return 0;
    }
  }

  /** A verb that switches one policy on or off. */
  @Command(mixinStandardHelpOptions = true)
  static final class Switch extends Showing {

    private final String name;
    private final String policy;
    private final boolean on;
    private final String description;

    private Switch(String policy, boolean on, String description) {
      this.name = (on ? "" : "no") + policy;
      this.policy = policy;
      this.on = on;
      this.description = description;
    }

    static List<Switch> all() {
      return List.of(
          new Switch("stay", true, "No process leaves this node automatically."),
          new Switch("stay", false, "Processes may leave this node automatically again."),
          new Switch("lstay", true, "Processes whose home is this node do not leave it automatically; guests may."),
          new Switch("lstay", false, "Processes whose home is this node may leave it automatically again."),
          new Switch("block", true, "Guests are refused; those that are here may stay."),
          new Switch("block", false, "Guests are taken again."),
          new Switch("quiet", true, "Load information is neither told nor used."),
          new Switch("quiet", false, "Load information is told and used again."));
    }

    String label() {
      return name;
    }

    CommandLine commandLine() {
      CommandLine line = new CommandLine(this);
      line.getCommandSpec().usageMessage().description(description).footerHeading("%nExample:%n").footer("  mosctl " + name);
      return line;
    }

    @Override
    PolicyRecord ask(DaemonClient client) throws IOException, FailureException {
      return client.administer(Verb.SWITCH, PolicyRecord.class, policy, on ? "on" : "off");
    }
  }

  @Command(name = "policy", mixinStandardHelpOptions = true, description = "Shows the policies of this node.", footerHeading = "%nExample:%n",
      footer = {"  mosctl policy", "  mosctl policy -o json"})
  static final class Show extends Showing {

    @Override
    PolicyRecord ask(DaemonClient client) throws IOException, FailureException {
      return client.administer(Verb.POLICY, PolicyRecord.class);
    }
  }

  @Command(name = "limit", mixinStandardHelpOptions = true, description = "Sets how many guests this node takes at a time.",
      footerHeading = "%nExample:%n", footer = {"  mosctl limit 4", "  mosctl limit none"})
  static final class Limit extends Showing {

    @Parameters(paramLabel = "GUESTS|none", completionCandidates = Words.Limits.class, description = "0 or more; none for no limit.")
    private String guests;

    @Override
    PolicyRecord ask(DaemonClient client) throws IOException, FailureException {
      return client.administer(Verb.LIMIT, PolicyRecord.class, guests);
    }
  }

  /** A verb that moves many processes and waits for all of them. */
  abstract static class Departing extends Tool {

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
        description = "text or json: a list of {pid, home, done, reason}.")
    private OutputFormat format;

    abstract Verb verb();

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      List<Departure> departures = List.of(client.administer(verb(), Departure[].class));
      if (format == OutputFormat.JSON) {
        out().println(json(departures));
      } else {
        departures.forEach(this::print);
      }
      return departures.stream().allMatch(Departure::done) ? 0 : Outcome.REFUSED.exitCode();
    }

    private void print(Departure departure) {
      if (departure.done()) {
        out().println(departure.pid() + " of node " + departure.home() + ": moved");
      } else {
        err().println(name() + ": " + departure.pid() + " of node " + departure.home() + " stays: " + departure.reason());
      }
    }
  }

  @Command(name = "expel", mixinStandardHelpOptions = true, description = "Sends all guests away, waits until they are gone, and leaves the "
      + "node blocked (undo: mosctl noblock). Exit code 4 if one could not go.", footerHeading = "%nExample:%n", footer = "  mosctl expel")
  static final class Expel extends Departing {
    @Override
    Verb verb() {
      return Verb.EXPEL;
    }
  }

  @Command(name = "bring", mixinStandardHelpOptions = true, description = "Brings all processes of this node home, waits until they are here, "
      + "and sets lstay (undo: mosctl nolstay). Exit code 4 if one could not come.", footerHeading = "%nExample:%n", footer = "  mosctl bring")
  static final class Bring extends Departing {
    @Override
    Verb verb() {
      return Verb.BRING;
    }
  }
}
