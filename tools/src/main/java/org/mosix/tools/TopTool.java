package org.mosix.tools;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.OutputFormat;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Outcome;
import org.mosix.tools.top.DaemonSource;
import org.mosix.tools.top.Report;
import org.mosix.tools.top.Source;
import org.mosix.tools.top.Top;
import org.mosix.tools.top.layout.Glyphs;
import org.mosix.tools.top.layout.Layout;
import org.mosix.tools.top.layout.Line;
import org.mosix.tools.top.model.Listing;
import org.mosix.tools.top.model.Snapshot;
import org.mosix.tools.top.model.View;
import org.mosix.tools.top.terminal.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code mtop}: nodes and processes on the whole screen, and orders for them. */
@Command(name = "mtop", mixinStandardHelpOptions = true, versionProvider = Tool.Version.class,
    description = "Shows nodes and processes, and moves, locks and ends processes. The key ? shows the others.",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:ended by its user", "1:failed", "2:usage", "3:no daemon"},
    footerHeading = "%nExamples:%n",
    footer = {"  mtop", "  mtop --readonly --delay 5    for a wall", "  mtop --once                  once, as text", "  mtop --once -o json          for a program"})
public final class TopTool implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Option(names = "--run-dir", paramLabel = "DIR", description = Tool.RUN_DIR)
  private String runDir;

  @Option(names = {"-d", "--delay"}, paramLabel = "S", defaultValue = "1", description = "Seconds between two looks (default: ${DEFAULT-VALUE}).")
  private double delaySeconds;

  @Option(names = "--readonly", description = "Refuse all orders.")
  private boolean readOnly;

  @Option(names = "--local", description = "Only processes that have their home on this node or run here.")
  private boolean local;

  @Option(names = "--once", description = "Print what there is, and end.")
  private boolean once;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text",
      description = "With --once: text or json, {at, nodes, processes}; what is not known is left out.")
  private OutputFormat format;

  @Option(names = "--ascii", description = "No signs beyond ASCII; by itself if the locale has no UTF-8.")
  private boolean ascii;

  @Option(names = "--no-color", description = "No colours; also if $NO_COLOR is set.")
  private boolean noColour;

  public static void main(String[] args) {
    System.exit(Tool.commandLine(new TopTool()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (!(delaySeconds >= 0.1 && delaySeconds <= 3600)) {
      throw new ParameterException(spec.commandLine(), "--delay: " + delaySeconds + " s (expected: 0.1 to 3600)");
    }
    if (format == OutputFormat.JSON && !once) {
      throw new ParameterException(spec.commandLine(), "-o json without --once (expected: both)");
    }
    try (Source source = new DaemonSource(RunDirectory.resolve(runDir, System.getenv()), !local)) {
      Snapshot first;
      try {
        first = source.take();
      } catch (IOException e) {
        spec.commandLine().getErr().println("mtop: " + e.getMessage() + " (expected: a running mosixd; see --run-dir)");
        return Outcome.UNKNOWN.exitCode();
      }
      return once ? print(first) : show(source, first);
    }
  }

  private int print(Snapshot snapshot) {
    if (format == OutputFormat.JSON) {
      spec.commandLine().getOut().println(Report.json(snapshot));
    } else {
      View view = View.initial(false);
      for (Line line : new Layout(columns(System.getenv()), 0, glyphs(), ZoneId.systemDefault()).report(snapshot, view, Listing.of(snapshot, view))) {
        spec.commandLine().getOut().println(line.text().stripTrailing());
      }
    }
    return Outcome.DONE.exitCode();
  }

  private int show(Source source, Snapshot first) throws IOException, InterruptedException, FailureException {
    try (Screen screen = Screen.open(!noColour && isUnset("NO_COLOR"), glyphs().unicode())) {
      new Top(source, screen, glyphs(), Duration.ofMillis(Math.round(delaySeconds * 1000)), readOnly).run(first);
    }
    return Outcome.DONE.exitCode();
  }

  /** The width that shells tell, if any; else what fits nearly everywhere. */
  static int columns(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("\\d{2,3}") ? Math.max(Layout.LEAST_WIDTH, Integer.parseInt(columns)) : 120;
  }

  private Glyphs glyphs() {
    return ascii || !isUtf8(System.getenv()) ? Glyphs.ASCII : Glyphs.UNICODE;
  }

  /** POSIX: LC_ALL, else LC_CTYPE, else LANG. */
  static boolean isUtf8(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = environment.getOrDefault(name, "");
      if (!locale.isEmpty()) {
        return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
      }
    }
    return false;
  }

  private static boolean isUnset(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isEmpty();
  }
}
