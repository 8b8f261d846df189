package org.mosix.tools;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.UsageErrors;
import org.mosix.link.FailureText;
import org.mosix.link.NodeMapException;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** What the commands have in common: the daemon they ask, and how failures become messages and exit codes. */
@Command(mixinStandardHelpOptions = true, versionProvider = Tool.Version.class, exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:usage", "3:no such process or node, or no daemon", "4:refused; the reason is printed"})
abstract class Tool implements Callable<Integer> {

  static final String RUN_DIR = "Directory of the node daemon to ask; else $MOSIX_RUN_DIR, $XDG_RUNTIME_DIR/mosix or ~/.mosix/run.";

  private static final Gson GSON = new Gson();

  @Spec
  private CommandSpec spec;

  @Option(names = "--run-dir", paramLabel = "DIR", description = RUN_DIR)
  private String runDir;

  static CommandLine commandLine(Object command) {
    CommandLine line = UsageErrors.explained(command);
    line.setColorScheme(scheme(System.getenv("NO_COLOR")));
    line.setExecutionExceptionHandler((thrown, at, parsed) -> failed(thrown, at));
    return line;
  }

  /** See https://no-color.org: set and not empty means no colours. */
  static ColorScheme scheme(String noColor) {
    return CommandLine.Help.defaultColorScheme(noColor == null || noColor.isEmpty() ? Ansi.AUTO : Ansi.OFF);
  }

  private static int failed(Exception thrown, CommandLine at) {
    String name = at.getCommandSpec().qualifiedName();
    at.getErr().println(name + ": " + FailureText.of(thrown));
    Outcome outcome = thrown instanceof FailureException failure ? failure.outcome() : thrown instanceof NodeMapException ? Outcome.USAGE : Outcome.FAILED;
    return outcome.exitCode();
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** The name the user typed. */
  String name() {
    return spec.qualifiedName();
  }

  @Override
  public Integer call() throws Exception {
    DaemonClient client;
    try {
      client = DaemonClient.connect(runDirectory());
    } catch (IOException e) {
      err().println(name() + ": " + e.getMessage() + " (expected: a running mosixd; see --run-dir)");
      return Outcome.UNKNOWN.exitCode();
    }
    try (client) {
      return run(client);
    }
  }

  /** A record of the daemon, or a list of them, for programs. */
  static String json(Object record) {
    return GSON.toJson(record);
  }

  RunDirectory runDirectory() {
    return RunDirectory.resolve(runDir, System.getenv());
  }

  /** Does the work; returns the exit code. */
  abstract int run(DaemonClient client) throws IOException, FailureException;

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Tool.class.getPackage().getImplementationVersion();
      return new String[] {"mosix " + (version == null ? "(not packaged)" : version)};
    }
  }
}
