package org.mosix.tools;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.OutputFormat;
import org.mosix.daemon.PolicyRecord;
import org.mosix.daemon.TunableRecord;
import org.mosix.daemon.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs of {@code mosctl} about the numbers that the algorithms depend on. They are kept when the daemon is started again. */
final class TuneCommands {

  private TuneCommands() {}

  /** A verb that shows some of the numbers, perhaps after it has changed one. */
  abstract static class Showing extends Tool {

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
        description = "text or json: a list of {key, value, standard, unit, meaning}.")
    private OutputFormat format;

    abstract List<TunableRecord> ask(DaemonClient client) throws IOException, FailureException;

    abstract void print(List<TunableRecord> tunables);

    @Override
    int run(DaemonClient client) throws IOException, FailureException {
      List<TunableRecord> tunables = ask(client);
      if (format == OutputFormat.JSON) {
        out().println(json(tunables));
      } else {
        print(tunables);
      }
      return 0;
    }
  }

  @Command(name = "setspeed", mixinStandardHelpOptions = true, description = "Says how fast one processor of this node is; 10000 is the standard "
      + "processor. tune measures it.", footerHeading = "%nExample:%n", footer = "  mosctl setspeed 15000")
  static final class SetSpeed extends PolicyCommands.Showing {

    @Parameters(paramLabel = "SPEED", description = "1 to 1000000000.")
    private int speed;

    @Override
    PolicyRecord ask(DaemonClient client) throws IOException, FailureException {
      return client.administer(Verb.SETSPEED, PolicyRecord.class, String.valueOf(speed));
    }
  }

  @Command(name = "setdecay", mixinStandardHelpOptions = true, description = "Sets how loads age: how much of a load told to others remains after "
      + "an interval when it falls, and how much of the node's own when it rises. Short for settune fall and settune rise.",
      footerHeading = "%nExample:%n", footer = {"  mosctl setdecay 0.875", "  mosctl setdecay 0.875 0.625"})
  static final class SetDecay extends Showing {

    @Parameters(index = "0", paramLabel = "FALL", description = "0 to 1.")
    private double fall;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RISE", description = "0 to 1 (default: as before).")
    private Double rise;

    @Override
    List<TunableRecord> ask(DaemonClient client) throws IOException, FailureException {
      if (rise != null) {
        check(rise);
      }
      TunableRecord[] now = client.administer(Verb.SETTUNE, TunableRecord[].class, "fall", String.valueOf(fall));
      if (rise != null) {
        now = client.administer(Verb.SETTUNE, TunableRecord[].class, "rise", String.valueOf(rise));
      }
      return Stream.of(now).filter(tunable -> tunable.key().equals("fall") || tunable.key().equals("rise")).toList();
    }

    /** Both are set or none: the second is looked at before the first is set. */
    private void check(double value) {
      try {
        Tuning.STANDARD.with(Tunable.RISE, value);
      } catch (IllegalArgumentException e) {
        throw usage(e.getMessage());
      }
    }

    @Override
    void print(List<TunableRecord> tunables) {
      tunables.forEach(tunable -> out().println(tunable.key() + " " + tunable.value()));
    }
  }

  @Command(name = "gettune", mixinStandardHelpOptions = true, description = "Shows the numbers that the algorithms depend on.",
      footerHeading = "%nExample:%n", footer = {"  mosctl gettune", "  mosctl gettune interval", "  mosctl gettune interval -o json"})
  static final class Get extends Showing {

    @Parameters(arity = "0..1", paramLabel = "KEY", completionCandidates = Words.Tunables.class, description = "One of them (default: all).")
    private String key;

    @Override
    List<TunableRecord> ask(DaemonClient client) throws IOException, FailureException {
      List<TunableRecord> all = List.of(client.administer(Verb.GETTUNE, TunableRecord[].class));
      List<TunableRecord> found = all.stream().filter(tunable -> key == null || key.equals(tunable.key())).toList();
      if (found.isEmpty() && key != null) {
        throw usage("KEY: " + key + " (expected: one of " + String.join(", ", all.stream().map(TunableRecord::key).toList()) + ")");
      }
      return found;
    }

    @Override
    void print(List<TunableRecord> tunables) {
      Table table = new Table("KEY", "VALUE", "UNIT", "MEANING");
      tunables.forEach(tunable -> table.row(tunable.key(), number(tunable.value()), tunable.unit(), tunable.meaning()));
      out().print(table);
      out().flush();
    }

    private static String number(double value) {
      return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf(value);
    }
  }

  @Command(name = "settune", mixinStandardHelpOptions = true, description = "Changes one of the numbers that the algorithms depend on.",
      footerHeading = "%nExample:%n", footer = {"  mosctl settune interval 0.5", "  mosctl settune min-gain 0.3"})
  static final class Set extends Showing {

    @Parameters(index = "0", paramLabel = "KEY", completionCandidates = Words.Tunables.class, description = "As gettune shows it.")
    private String key;

    @Parameters(index = "1", paramLabel = "VALUE", description = "In the unit that gettune shows.")
    private double value;

    @Override
    List<TunableRecord> ask(DaemonClient client) throws IOException, FailureException {
      return Stream.of(client.administer(Verb.SETTUNE, TunableRecord[].class, key, String.valueOf(value)))
          .filter(tunable -> tunable.key().equals(key)).toList();
    }

    @Override
    void print(List<TunableRecord> tunables) {
      out().println(key + " " + value);
    }
  }
}
