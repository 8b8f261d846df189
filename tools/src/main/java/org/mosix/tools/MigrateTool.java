package org.mosix.tools;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Locale;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.OutputFormat;
import org.mosix.link.NodeAddress;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.MoveResult;
import org.mosix.link.message.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code migrate}: moves a process to a node, or back home, and reports what it cost. */
@Command(name = "migrate", description = "Moves a running process to another node, or back home, and waits until it runs there.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed; the process runs on where it was", "2:usage", "3:no such process or node",
        "4:refused, or cannot move now; the reason is printed", "5:time-out"},
    footerHeading = "%nExamples:%n",
    footer = {"  migrate 4711 2              to node 2", "  migrate 4711 home           back to where it was started",
        "  migrate 4711 balance        to the best node, however small the gain",
        "  migrate --home 3 4711 2     a process of node 3", "  migrate 4711 2 -o json      the result for a program"})
public final class MigrateTool extends Tool {

  @Spec
  private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PID", description = "The process, as mps shows it.")
  private long pid;

  @Parameters(index = "1", paramLabel = "NODE|home|balance", completionCandidates = Words.Targets.class, description = "Where to.")
  private String target;

  @Option(names = "--home", paramLabel = "N", defaultValue = "0", description = "The process is one of node N (default: of this node, or one that "
      + "runs here).")
  private int home;

  @Option(names = "--timeout", paramLabel = "S", defaultValue = "60", description = "Seconds the move may take (default: ${DEFAULT-VALUE}).")
  private double timeoutSeconds;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
      description = "text or json: {pid, outcome, exitCode, reason, from, to, bytes, frozenMillis}.")
  private OutputFormat format;

  public static void main(String[] args) {
    System.exit(commandLine(new MigrateTool()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (pid < 1) {
      throw usage("PID: " + pid + " (expected: a process id)");
    }
    if (!(timeoutSeconds >= 0.001 && timeoutSeconds <= 86_400)) {
      throw usage("--timeout: " + timeoutSeconds + " s (expected: 0.001 to 86400)");
    }
    if (home < 0 || home > NodeAddress.MAX_NUMBER) {
      throw usage("--home: " + home + " (expected: a node, 1 to " + NodeAddress.MAX_NUMBER + ")");
    }
    nodeNumber();
    return super.call();
  }

  private int nodeNumber() {
    if (target.equals("home")) {
      return Migrate.HOME;
    }
    if (target.equals("balance")) {
      return Migrate.BALANCE;
    }
    try {
      int number = Integer.parseInt(target);
      if (number >= 1 && number <= NodeAddress.MAX_NUMBER) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below, like a number out of range
    }
    throw usage("target: " + target + " (expected: home, balance or a node, 1 to " + NodeAddress.MAX_NUMBER + ")");
  }

  @Override
  int run(DaemonClient client) throws IOException {
    try {
      MoveResult result = client.ask(new Migrate(pid, nodeNumber(), Math.round(timeoutSeconds * 1000)).withHome(home), MoveResult.class);
      return print(result);
    } catch (FailureException e) {
      return print(new Failure(e.outcome(), e.getMessage()));
    }
  }

  private int print(Failure failure) {
    if (format == OutputFormat.JSON) {
      out().println(json(failure.outcome(), failure.text()));
    } else {
      err().println("migrate: " + failure.text());
    }
    return failure.outcome().exitCode();
  }

  private int print(MoveResult result) {
    if (format == OutputFormat.JSON) {
      JsonObject json = json(result.outcome(), result.text());
      json.addProperty("from", result.fromNode());
      json.addProperty("to", result.toNode());
      json.addProperty("bytes", result.imageBytes());
      json.addProperty("frozenMillis", result.frozenNanos() / 1e6);
      out().println(json);
    } else if (result.outcome() == Outcome.DONE) {
      out().println(pid + ": node " + result.fromNode() + " -> " + result.toNode() + ", " + megabytes(result.imageBytes()) + ", frozen "
          + Math.round(result.frozenNanos() / 1e6) + " ms");
    } else if (result.outcome() == Outcome.GONE) {
      err().println("migrate: " + result.text());
    } else {
      err().println("migrate: " + pid + " stays on node " + result.fromNode() + ": " + result.text());
    }
    return result.outcome().exitCode();
  }

  private JsonObject json(Outcome outcome, String reason) {
    JsonObject json = new JsonObject();
    json.addProperty("pid", pid);
    json.addProperty("outcome", outcome.name().toLowerCase(Locale.ROOT));
    json.addProperty("exitCode", outcome.exitCode());
    json.addProperty("reason", reason);
    return json;
  }

  /** Millions of bytes with one digit, {@code 48.3 MB}. */
  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
