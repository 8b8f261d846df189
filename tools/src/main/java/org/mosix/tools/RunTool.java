package org.mosix.tools;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.mosix.daemon.DaemonClient;
import org.mosix.daemon.Distribution;
import org.mosix.daemon.FailureException;
import org.mosix.daemon.NodeRecord;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Failure;
import org.mosix.link.message.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The part of the command {@code mosrun} that thinks: checks the node, makes the command line that the shell becomes, and leaves a
 * {@link RunSteering} behind if something is to be done to the process once it runs.
 */
@Command(name = "mosrun", versionProvider = Tool.Version.class, sortOptions = false,
    description = "Starts a Java program as a process that can move. It has the process id, input, output, signals and exit code of any other.",
    synopsisHeading = "Usage: ", customSynopsis = "mosrun [-h|-NODE|-jLIST [-F]] [-l|-L] [-c|-i] [--run-dir=DIR] java ARGUMENT...",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"*:those of the program", "2:usage", "3:no such node, or no daemon to ask for one", "4:the node is down, and no -F"},
    footerHeading = "%nExamples:%n",
    footer = {"  mosrun java -Xmx2g -jar app.jar    as java would, and can be moved", "  mosrun -h java -jar app.jar        stays at home unless told to move",
        "  mosrun -2 java Main x              is moved to node 2 as soon as it can be", "  mosrun -j2,4-6 -l -c java Main     on one of these nodes, and balanced on"})
public final class RunTool implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Option(names = "-h", order = 0, description = "Run at home. Locks.")
  private boolean home;

  @Option(names = "--node", paramLabel = "NODE", order = 1, description = "Run on this node; also written -NODE, as -3. Locks.")
  private Integer node;

  @Option(names = "-j", paramLabel = "LIST", order = 2, description = "Run on one of these nodes by chance, as 1,4-6. Locks.")
  private String list;

  @Option(names = "-F", order = 3, description = "Run here if the node is down, or all of the list are.")
  private boolean anyway;

  @Option(names = "-l", order = 4, description = "Do not lock: may be balanced from where it is.")
  private boolean unlocked;

  @Option(names = "-L", order = 5, description = "Lock: not moved automatically.")
  private boolean locked;

  @Option(names = "-c", order = 6, description = "It computes: leaves a loaded node before others.")
  private boolean cpuJob;

  @Option(names = "-i", order = 7, description = "It reads and writes at home: leaves a loaded node after others.")
  private boolean ioJob;

  @Option(names = "--run-dir", paramLabel = "DIR", order = 8, description = Tool.RUN_DIR)
  private String runDir;

  @Option(names = "--help", usageHelp = true, order = 9, description = "Show this help message and exit.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, order = 10, description = "Print version information and exit.")
  private boolean version;

  @Parameters(paramLabel = "java ARGUMENT", arity = "1..*", description = "java, or the path of another one, and its arguments.")
  private List<String> words;

  public static void main(String[] arguments) {
    System.exit(commandLine(new RunTool()).execute(withNode(arguments)));
  }

  static CommandLine commandLine(RunTool tool) {
    return Tool.commandLine(tool).setStopAtPositional(true);
  }

  /** {@code -3}, in front of the program, is {@code --node=3}. */
  static String[] withNode(String[] arguments) {
    String[] all = arguments.clone();
    for (int i = 0; i < all.length && all[i].startsWith("-") && !all[i].equals("--"); i++) {
      if (all[i].matches("-\\d+")) {
        all[i] = "--node=" + all[i].substring(1);
      } else if (all[i].equals("--run-dir") || all[i].equals("-j") || all[i].equals("--node")) {
        i++;
      }
    }
    return all;
  }

  @Override
  public Integer call() throws Exception {
    check();
    RunDirectory directory = RunDirectory.resolve(runDir, System.getenv());
    int target;
    boolean placed = home || node != null || list != null;
    try {
      target = target(directory);
    } catch (FailureException e) {
      if (!anyway || e.outcome() == Outcome.USAGE) {
        throw e;
      }
      spec.commandLine().getErr().println("mosrun: " + e.getMessage() + "; runs here");
      target = 0;
      placed = false;
    }
    boolean lock = locked || !unlocked && placed;
    int priority = cpuJob ? 1 : ioJob ? -1 : 0;
    if (target != 0 || lock || priority != 0) {
      steer(directory, target, lock, priority);
    }
    tell(command(words, System.getenv().getOrDefault("MOSIX_JAVA", "java"), Distribution.mosixJar(), directory));
    return 0;
  }

  private void check() {
    if (!words.get(0).equals("java") && !words.get(0).endsWith("/java")) {
      throw usage(words.get(0) + ": no Java program (expected: java, or the path of another one, and its arguments)");
    }
    if (Stream.of(home, node != null, list != null).filter(given -> given).count() > 1) {
      throw usage("-h, -NODE and -j: more than one is given (expected: one)");
    } else if (locked && unlocked) {
      throw usage("-l and -L: both are given (expected: one)");
    } else if (cpuJob && ioJob) {
      throw usage("-c and -i: both are given (expected: one)");
    }
  }

  private ParameterException usage(String text) {
    return new ParameterException(spec.commandLine(), text);
  }

  /** The node to go to; 0 to stay. */
  private int target(RunDirectory directory) throws FailureException {
    if (node == null && list == null) {
      return 0;
    }
    List<Integer> wanted = node != null ? List.of(node) : numbers(list);
    List<NodeRecord> nodes;
    try (DaemonClient client = DaemonClient.connect(directory)) {
      nodes = client.nodes();
    } catch (IOException e) {
      throw new FailureException(new Failure(Outcome.UNKNOWN, e.getMessage() + " (expected: a running mosixd, which knows the nodes)"));
    }
    List<NodeRecord> known = nodes.stream().filter(record -> wanted.contains(record.node())).toList();
    if (known.isEmpty()) {
      throw new FailureException(new Failure(Outcome.UNKNOWN, "no node " + wanted + " (nodes: " + nodes.stream().map(NodeRecord::node).toList() + ")"));
    }
    List<NodeRecord> up = known.stream().filter(record -> record.status().equals("up")).toList();
    if (up.isEmpty()) {
      throw new FailureException(new Failure(Outcome.REFUSED, "node " + known.get(0).node() + " is " + known.get(0).status() + " (expected: up, or -F)"));
    }
    NodeRecord chosen = up.get(new Random().nextInt(up.size()));
    return chosen.self() ? 0 : chosen.node();
  }

  /** @throws FailureException if {@code list} is none, as {@code 1,4-6} */
  static List<Integer> numbers(String list) throws FailureException {
    if (!list.matches("\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*")) {
      throw noNumbers(list);
    }
    List<Integer> numbers = new ArrayList<>();
    for (String part : list.split(",")) {
      String[] ends = part.split("-");
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      if (first > last) {
        throw noNumbers(list);
      }
      for (int i = first; i <= last; i++) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  private static FailureException noNumbers(String list) {
    return new FailureException(new Failure(Outcome.USAGE, "-j: " + list + " (expected: node numbers, as 1,4-6)"));
  }

  /** What the shell becomes. */
  static List<String> command(List<String> words, String java, Path agent, RunDirectory directory) {
    List<String> command = new ArrayList<>();
    command.add(words.get(0).equals("java") ? java : words.get(0));
    command.add("-javaagent:" + agent + "=run-dir=" + directory);
    command.addAll(words.subList(1, words.size()));
    return command;
  }

  private static void tell(List<String> command) throws IOException {
    try (PrintStream plan = new PrintStream(new FileOutputStream("/dev/fd/3"), true, StandardCharsets.UTF_8)) {
      plan.println(quoted(command));
    }
  }

  /** For {@code eval}: each word in single quotes. */
  static String quoted(List<String> words) {
    return String.join(" ", words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList());
  }

  private static void steer(RunDirectory directory, int target, boolean lock, int priority) throws IOException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"), RunSteering.class.getName()));
    command.addAll(Arrays.asList(directory.toString(), System.getenv("MOSIX_PID"), String.valueOf(target), String.valueOf(lock), String.valueOf(priority)));
    // its messages go where those of the program go
    new ProcessBuilder(command).redirectInput(Redirect.from(Path.of("/dev/null").toFile())).redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.INHERIT).start();
  }
}
