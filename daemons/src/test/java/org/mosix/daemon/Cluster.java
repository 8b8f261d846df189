package org.mosix.daemon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mosix.link.ClusterKey;
import org.mosix.link.ClusterKeyMaker;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeChannel;
import org.mosix.link.NodeMap;
import org.mosix.link.RunDirectory;

/** Real daemons on 127.0.0.1, 127.0.0.2 and so on, with fake guests. */
final class Cluster implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(20);

  private final Path parent;
  private final NodeMap map;
  Duration keep = Duration.ofMinutes(1);
  Duration reservation = DaemonSettings.DEFAULT_RESERVATION;
  BalanceSettings balance = BalanceSettings.PASSIVE;
  private final List<NodeDaemon> daemons = new ArrayList<>();

  Cluster(Path parent, int nodes) throws IOException {
    this(parent, mapOf(nodes));
  }

  Cluster(Path parent, NodeMap map) throws IOException {
    this.parent = parent;
    this.map = map;
    new ClusterKeyMaker().makeIfAbsent(keyDirectory());
  }

  private static NodeMap mapOf(int nodes) throws IOException {
    List<NodeAddress> addresses = new ArrayList<>();
    for (int number = 1; number <= nodes; number++) {
      addresses.add(new NodeAddress(number, "127.0.0." + number, freePort("127.0.0." + number)));
    }
    return NodeMap.of(addresses);
  }

  private static int freePort(String host) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }

  Path keyDirectory() {
    return parent.resolve("key");
  }

  RunDirectory runDirectory(int node) {
    return RunDirectory.resolve(parent.resolve("n" + node).toString(), Map.of());
  }

  NodeMap map() {
    return map;
  }

  /** @param guestMode what {@link FakeGuest} does besides registering; empty for nothing */
  NodeDaemon start(int node, int warm, String guestMode) throws IOException {
    GuestSettings guests = new GuestSettings(warm, 1, keep, Duration.ofMillis(50));
    DaemonSettings settings = new DaemonSettings(map, node, runDirectory(node), keyDirectory(), guests, Path.of("pom.xml"), List.of(),
        Duration.ofMillis(100), reservation, List.of(), balance, null);
    NodeDaemon daemon = NodeDaemon.start(settings, (java, arguments) -> {
      List<String> command = new ArrayList<>(List.of(java.toString()));
      command.addAll(arguments);
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), FakeGuest.class.getName(),
          settings.runDirectory().toString(), guestMode));
      return new ProcessBuilder(command).inheritIO().start().toHandle();
    });
    daemons.add(daemon);
    return daemon;
  }

  DaemonClient client(int node) throws IOException {
    return DaemonClient.connect(runDirectory(node));
  }

  NodeChannel channel(int node) throws IOException {
    return NodeChannel.connect(ClusterKey.load(keyDirectory()), map.find(node).orElseThrow(), SOON);
  }

  @Override
  public void close() {
    daemons.forEach(NodeDaemon::close);
  }
}
