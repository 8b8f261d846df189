package org.mosix.torture;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.mosix.daemon.DaemonClient;
import org.mosix.link.ControlChannel;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Message;
import org.mosix.link.message.NodeStatus;

/** Node daemons on 127.0.0.1, 127.0.0.2 and so on, each with its own run directory; closing it ends them and their guests. */
public final class Cluster implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final Path dist;
  private final Path directory;
  private final Path java;
  private final int nodes;
  private final int port;
  private final Map<String, String> environment;
  private final List<String> options;
  /** What the command line of a node's daemon begins with; empty, or something that gives it another network or processor. */
  private final IntFunction<List<String>> within;
  /** By number of the node. */
  private final Map<Integer, Process> daemons = new TreeMap<>();
  private final Runnable atExit = this::kill;

  private Cluster(Path dist, Path directory, Path java, int nodes, Map<String, String> environment, List<String> options,
      IntFunction<List<String>> within) throws IOException {
    this.dist = dist;
    this.directory = directory;
    this.java = java;
    this.nodes = nodes;
    this.port = freePort(nodes);
    this.environment = environment;
    this.options = options;
    this.within = within;
    Files.writeString(map(), "1 127.0.0.1 " + nodes + "\n");
    AtExit.add(atExit);
  }

  /** The options of daemons that move nothing by themselves, so that only what a test asks for happens. */
  static final List<String> ONLY_ON_REQUEST = List.of("--no-balance");

  /**
   * Starts the nodes 1 to {@code nodes} and returns when all serve.
   *
   * @param dist the distribution
   * @param directory an existing directory for run directories, key, map and logs
   * @param java the home of the Java that daemons and guests run on
   * @throws IOException if one does not serve within a minute; nothing is left running then
   */
  public static Cluster start(Path dist, Path directory, Path java, int nodes, Map<String, String> environment)
      throws IOException, InterruptedException {
    return start(dist, directory, java, nodes, environment, ONLY_ON_REQUEST, List.of());
  }

  /** The same with other options for {@code mosixd start}. */
  public static Cluster start(Path dist, Path directory, Path java, int nodes, Map<String, String> environment, List<String> options)
      throws IOException, InterruptedException {
    return start(dist, directory, java, nodes, environment, options, List.of());
  }

  /** The same with other options for {@code mosixd start}, whose command line {@code within} precedes. */
  static Cluster start(Path dist, Path directory, Path java, int nodes, Map<String, String> environment, List<String> options,
      List<String> within) throws IOException, InterruptedException {
    Cluster cluster = prepare(dist, directory, java, nodes, environment, options, node -> within);
    try {
      // The first makes the key that the others read.
      cluster.start(1);
      for (int node = 2; node <= nodes; node++) {
        cluster.daemons.put(node, cluster.daemon(node));
      }
      for (int node = 2; node <= nodes; node++) {
        cluster.awaitServing(node);
      }
      return cluster;
    } catch (IOException | InterruptedException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * A cluster whose map has the nodes 1 to {@code nodes}, and none of which runs yet.
   *
   * @param options of each {@code mosixd start}
   * @param within what precedes that of a node
   */
  public static Cluster prepare(Path dist, Path directory, Path java, int nodes, Map<String, String> environment, List<String> options,
      IntFunction<List<String>> within) throws IOException {
    return new Cluster(dist, directory, java, nodes, environment, options, within);
  }

  /** Starts a node that does not run, and returns when it serves. Node 1 must have served before the others: it makes the key. */
  public void start(int node) throws IOException, InterruptedException {
    daemons.put(node, daemon(node));
    awaitServing(node);
  }

  private Path map() {
    return directory.resolve("nodes.map");
  }

  private Process daemon(int node) throws IOException {
    List<String> command = new ArrayList<>(within.apply(node));
    command.addAll(List.of(dist.resolve("bin/mosixd").toString(), "start", "--foreground", "--map", map().toString(),
        "--node", String.valueOf(node), "--port", String.valueOf(port), "--run-dir", runDirectory(node).toString(),
        "--key", directory.resolve("key").toString()));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().putAll(environment);
    return AtExit.start(builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log(node).toFile())));
  }

  /** A port that is free on every address of the cluster, so that several clusters can live on one machine. */
  private static int freePort(int nodes) throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      try (ServerSocket first = new ServerSocket()) {
        first.bind(new InetSocketAddress("127.0.0.1", 0));
        boolean free = true;
        for (int node = 2; node <= nodes; node++) {
          free &= isFree("127.0.0." + node, first.getLocalPort());
        }
        if (free) {
          return first.getLocalPort();
        }
      }
    }
    throw new IOException("no port is free on all of 127.0.0.1 to 127.0.0." + nodes);
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void awaitServing(int node) throws IOException, InterruptedException {
    Process daemon = daemons.get(node);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!answers(node)) {
      if (!daemon.isAlive() || System.nanoTime() > end) {
        throw new IOException("node " + node + " does not serve: " + Files.readString(log(node)).strip());
      }
      daemon.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private boolean answers(int node) {
    try (ControlChannel channel = connect(node)) {
      channel.send(new NodeStatus());
      Message answer = channel.receive();
      return answer != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** A new conversation with the daemon of a node. */
  public ControlChannel connect(int node) throws IOException {
    return ControlChannel.connect(RunDirectory.resolve(runDirectory(node).toString(), Map.of()).control());
  }

  public Path runDirectory(int node) {
    return directory.resolve("node" + node);
  }

  /** How many nodes the map has. */
  int nodes() {
    return nodes;
  }

  /** A tool's conversation with the daemon of a node. */
  public DaemonClient client(int node) throws IOException {
    return DaemonClient.connect(RunDirectory.resolve(runDirectory(node).toString(), Map.of()));
  }

  /** Kills the guests of a node, warm and active ones. */
  void killGuests(int node) {
    guests(node).forEach(ProcessHandle::destroyForcibly);
  }

  /** Kills the daemon of a node, and nothing else; returns when it is gone. */
  void kill(int node) throws InterruptedException {
    daemons.get(node).destroyForcibly().waitFor();
  }

  /** All guest JVMs of a node, also those that have outlived the daemon that started them. */
  List<ProcessHandle> guests(int node) {
    String name = "role=guest,run-dir=" + runDirectory(node) + ",";
    return ProcessHandle.allProcesses().filter(process -> process.info().commandLine().orElse("").contains(name)).toList();
  }

  /** What the daemon of a node printed. */
  public Path log(int node) {
    return directory.resolve("node" + node + ".log");
  }

  /** Asks the daemons to end, with their guests; those that do not are killed. */
  @Override
  public void close() {
    daemons.values().forEach(Process::destroy);
    for (Process daemon : daemons.values()) {
      try {
        daemon.waitFor(5, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    kill();
    AtExit.remove(atExit);
  }

  private void kill() {
    for (Process daemon : daemons.values()) {
      daemon.descendants().forEach(ProcessHandle::destroyForcibly);
      daemon.destroyForcibly();
    }
    daemons.keySet().forEach(this::killGuests);
  }
}
