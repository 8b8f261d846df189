package org.mosix.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeMap;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.NodeReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mosixd start}: in the background, returning when the node serves, or in the foreground, returning when it has stopped. */
@Command(name = "start", mixinStandardHelpOptions = true, description = "Starts the daemon of a node and returns when it serves.",
    footerHeading = "%nExamples:%n", footer = {"  mosixd start --map nodes.map --node 1",
        "  mosixd start --map three.map --node 2 --run-dir /tmp/node2 --key /tmp/key --warm 2",
        "  mosixd start --discover eth1          no map: nodes of this network find each other"})
final class StartCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Option(names = "--map", paramLabel = "FILE", description = "The node map, the same on every node; or --discover.")
  private Path map;

  @Option(names = "--node", paramLabel = "N", defaultValue = "0", description = "The number of this node (default with --discover: the last two "
      + "bytes of its address, 192.168.10.220 is 2780).")
  private int node;

  @Option(names = "--discover", arity = "0..1", fallbackValue = "", paramLabel = "WHERE", description = "Find the others by multicast, without a "
      + "map: on this interface, or that of this address (default: the first that is up and not loopback).")
  private String discover;

  @Option(names = "--group", paramLabel = "ADDRESS:PORT", defaultValue = DiscoverySettings.DEFAULT_GROUP,
      description = "Where nodes that discover each other meet (default: ${DEFAULT-VALUE}).")
  private String group;

  @Option(names = "--ttl", paramLabel = "N", defaultValue = "1", description = "Routers that announcements may pass, plus 1 (default: ${DEFAULT-VALUE}, "
      + "this network).")
  private int routers;

  @Option(names = "--run-dir", paramLabel = "DIR", description = "The daemon's directory; else $MOSIX_RUN_DIR, $XDG_RUNTIME_DIR/mosix "
      + "or ~/.mosix/run.")
  private String runDir;

  @Option(names = "--key", paramLabel = "DIR", description = "The cluster key, see mosctl keygen (default: key in the run directory). "
      + "If all nodes are loopback addresses it is made when missing.")
  private Path key;

  @Option(names = "--warm", paramLabel = "N", defaultValue = "1", description = "Guests kept waiting (default: ${DEFAULT-VALUE}).")
  private int warm;

  @Option(names = "--keep", paramLabel = "N", defaultValue = "" + GuestSettings.DEFAULT_KEPT, description = "Guests kept for a minute, at most, "
      + "after their process has moved on: if it comes back its classes are there (default: ${DEFAULT-VALUE}).")
  private int keep;

  @Option(names = "--port", paramLabel = "P", defaultValue = "" + NodeAddress.DEFAULT_PORT,
      description = "Port of the nodes that the map gives none for (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--java", paramLabel = "HOME", description = "Another home of Java that guests may run on; may be repeated.")
  private List<Path> javaHomes = new ArrayList<>();

  @Option(names = "--mosix-jar", paramLabel = "FILE", description = "The agent for guests (default: of this distribution).")
  private Path mosixJar;

  @Option(names = "--refill-delay", paramLabel = "MS", description = "How long after a guest was taken the next is started.")
  private Long refillDelayMillis;

  @Option(names = "--no-balance", description = "Move nothing by itself, neither for load nor for memory; the node still tells its load, "
      + "takes guests and does what it is asked to.")
  private boolean noBalance;

  @Option(names = "--cpus", paramLabel = "N", defaultValue = "0", description = "Processors that this node counts as its own (default: all "
      + "of the machine).")
  private int cpus;

  @Option(names = "--speed", paramLabel = "S", defaultValue = "0", description = "Speed of one processor; 10000 is the standard processor "
      + "(default: what mosctl setspeed said last, else 10000).")
  private int speed;

  @Option(names = "--memory", paramLabel = "MB", defaultValue = "0", description = "Memory that this node counts as its own, in MB of 2^20 "
      + "bytes (default: all of the machine).")
  private long memory;

  @Option(names = "--load", paramLabel = "OF", description = "What counts as the load: machine, or processes, the programs and guests of "
      + "this node only (default: processes if all nodes are loopback addresses, else machine).")
  private LoadSource load;

  @Option(names = "--export", paramLabel = "DIR=ro|rw", description = "A directory that other nodes may use as /mfs/NODE/DIR; may be repeated. "
      + "Kept, as by mosctl mfs export.")
  private Map<Path, String> exports = new TreeMap<>();

  @Option(names = "--share", paramLabel = "DIR", description = "A directory that other nodes have as well and that guests may use directly; may "
      + "be repeated. Kept, as by mosctl mfs share.")
  private List<Path> shared = new ArrayList<>();

  @Option(names = "--pools", paramLabel = "FILE", description = "Which nodes give processes and which take them, and when: lines NODES "
      + "both|give|take|none [HH:MM-HH:MM] [DAYS].")
  private Path pools;

  @Option(names = "--tune", paramLabel = "KEY=VALUE", description = "Another value for a number of the algorithms, see mosctl gettune; may "
      + "be repeated.")
  private Map<String, Double> tune = new TreeMap<>();

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = Mosixd.JSON_FIELDS)
  private OutputFormat format;

  @Option(names = "--foreground", description = "Stay in the foreground and log to standard error.")
  private boolean foreground;

  @Override
  public Integer call() throws Exception {
    DaemonSettings settings = settings();
    if (foreground) {
      serve(settings);
    } else {
      NodeReport report = new Detached(settings.runDirectory()).start(arguments(settings));
      spec.commandLine().getOut().println(format == OutputFormat.JSON ? Mosixd.json(report) : Mosixd.describe(report));
    }
    return 0;
  }

  private DaemonSettings settings() throws IOException {
    RunDirectory directory = RunDirectory.resolve(runDir, System.getenv());
    Path keyDirectory = key == null ? directory.key() : key.toAbsolutePath().normalize();
    Path jar = mosixJar == null ? Distribution.mosixJar() : mosixJar.toAbsolutePath().normalize();
    Duration refillDelay = refillDelayMillis == null ? GuestSettings.DEFAULT_REFILL_DELAY : Duration.ofMillis(refillDelayMillis);
    if (map == null == (discover == null)) {
      throw new ParameterException(spec.commandLine(), (map == null ? "who are the other nodes?" : "--map and --discover: both are given")
          + " (expected: --map FILE --node N, or --discover)");
    }
    if (map != null && node == 0) {
      throw new ParameterException(spec.commandLine(), "which node is this? (expected: --node N, a number of the map)");
    }
    try {
      DiscoverySettings discovery = map == null ? DiscoverySettings.of(discover, group, routers) : null;
      int number = node == 0 ? discovery.number() : node;
      NodeMap known = map == null ? NodeMap.of(List.of(discovery.node(number, port))) : NodeMap.read(map, port);
      GuestSettings guests = new GuestSettings(warm, keep, GuestSettings.DEFAULT_KEEP, refillDelay);
      return new DaemonSettings(known, number, directory, keyDirectory, guests, jar, javaHomes,
          DaemonSettings.DEFAULT_HOME_WATCH_INTERVAL, DaemonSettings.DEFAULT_RESERVATION, fileOrders(), balance(), discovery);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private List<List<String>> fileOrders() {
    List<List<String>> orders = new ArrayList<>();
    exports.forEach((directory, access) -> orders.add(List.of("export", directory.toAbsolutePath().normalize().toString(), access)));
    shared.forEach(directory -> orders.add(List.of("share", directory.toAbsolutePath().normalize().toString())));
    return orders;
  }

  private BalanceSettings balance() {
    Tuning tuning = Tuning.STANDARD;
    for (Map.Entry<String, Double> entry : tune.entrySet()) {
      tuning = tuning.with(Tunable.of(entry.getKey()), entry.getValue());
    }
    return new BalanceSettings(!noBalance, cpus, speed, memory << 20, load, pools == null ? null : pools.toAbsolutePath(), tuning);
  }

  /** The same again for the process in the background, whose current directory is another. */
  private List<String> arguments(DaemonSettings settings) {
    List<String> arguments = new ArrayList<>(List.of("start", "--foreground", "--node", String.valueOf(settings.node()), "--run-dir", settings.runDirectory().toString(), "--key", settings.keyDirectory().toString(),
        "--warm", String.valueOf(warm), "--keep", String.valueOf(keep), "--port", String.valueOf(port), "--mosix-jar", settings.mosixJar().toString(),
        "--refill-delay", String.valueOf(settings.guests().refillDelay().toMillis())));
    arguments.addAll(map != null ? List.of("--map", map.toAbsolutePath().toString())
        : List.of("--discover=" + settings.discoveryOrNull().address().getHostAddress(), "--group", group, "--ttl", String.valueOf(routers)));
    for (Path home : javaHomes) {
      arguments.add("--java");
      arguments.add(home.toAbsolutePath().toString());
    }
    exports.forEach((directory, access) -> arguments.addAll(List.of("--export", directory.toAbsolutePath().normalize() + "=" + access)));
    shared.forEach(directory -> arguments.addAll(List.of("--share", directory.toAbsolutePath().normalize().toString())));
    balanceArguments(arguments);
    return arguments;
  }

  private void balanceArguments(List<String> arguments) {
    arguments.addAll(List.of("--cpus", String.valueOf(cpus), "--speed", String.valueOf(speed), "--memory", String.valueOf(memory)));
    if (noBalance) {
      arguments.add("--no-balance");
    }
    if (load != null) {
      arguments.addAll(List.of("--load", load.name()));
    }
    if (pools != null) {
      arguments.addAll(List.of("--pools", pools.toAbsolutePath().toString()));
    }
    tune.forEach((key, value) -> arguments.addAll(List.of("--tune", key + "=" + value)));
  }

  private static void serve(DaemonSettings settings) throws IOException, InterruptedException {
    NodeDaemon daemon = NodeDaemon.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> daemon.stop(false), "shutdown"));
    daemon.awaitStopped();
  }
}
