package org.mosix.torture;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mosix.link.ControlChannel;
import org.mosix.link.RunDirectory;
import org.mosix.link.message.Message;
import org.mosix.link.message.NodeStatus;

/** Node daemons on 127.0.0.1, 127.0.0.2 and so on, each with its own run directory; closing it ends them and their guests. */
public final class Cluster implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final Path directory;
  /** What the command lines of the daemons begin with; empty, or something that gives them another network. */
  private final List<String> within;
  private final List<Process> daemons = new ArrayList<>();
  private final Runnable atExit = this::kill;

  private Cluster(Path directory, List<String> within) {
    this.directory = directory;
    this.within = within;
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

  /** The same with other options for {@code mosixd start}, whose command line {@code within} precedes. */
  static Cluster start(Path dist, Path directory, Path java, int nodes, Map<String, String> environment, List<String> options,
      List<String> within) throws IOException, InterruptedException {
    Cluster cluster = new Cluster(directory, within);
    try {
      int port = freePort(nodes);
      Path map = Files.writeString(directory.resolve("nodes.map"), "1 127.0.0.1 " + nodes + "\n");
      for (int node = 1; node <= nodes; node++) {
        cluster.daemons.add(cluster.daemon(dist, map, node, port, java, environment, options));
        // The first makes the key that the others read.
        if (node == 1) {
          cluster.awaitServing(1);
        }
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

  private Process daemon(Path dist, Path map, int node, int port, Path java, Map<String, String> environment, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>(within);
    command.addAll(List.of(dist.resolve("bin/mosixd").toString(), "start", "--foreground", "--map", map.toString(),
        "--node", String.valueOf(node), "--port", String.valueOf(port), "--run-dir", runDirectory(node).toString(),
        "--key", directory.resolve("key").toString()));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().putAll(environment);
    File log = directory.resolve("node" + node + ".log").toFile();
    return builder.redirectErrorStream(true).redirectOutput(log).start();
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
    Process daemon = daemons.get(node - 1);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!answers(node)) {
      if (!daemon.isAlive() || System.nanoTime() > end) {
        throw new IOException("node " + node + " does not serve: " + Files.readString(directory.resolve("node" + node + ".log")).strip());
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

  /** Kills the guests of a node, warm and active ones. */
  void killGuests(int node) {
    daemons.get(node - 1).children().forEach(ProcessHandle::destroyForcibly);
  }

  /** What the daemon of a node printed. */
  public Path log(int node) {
    return directory.resolve("node" + node + ".log");
  }

  /** Asks the daemons to end, with their guests; those that do not are killed. */
  @Override
  public void close() {
    daemons.forEach(Process::destroy);
    for (Process daemon : daemons) {
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
    for (Process daemon : daemons) {
      daemon.descendants().forEach(ProcessHandle::destroyForcibly);
      daemon.destroyForcibly();
    }
  }
}
