package org.mosix.daemon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeMap;
import org.mosix.link.RunDirectory;

/**
 * What a node daemon needs to know before it starts.
 *
 * @param map the cluster
 * @param node number of this node in it
 * @param runDirectory its own; no two daemons share one
 * @param keyDirectory of the cluster key
 * @param guests which there are
 * @param mosixJar put in front of guests
 * @param javaHomes homes of Java besides the daemon's own that guests may run on
 * @param homeWatchInterval how often the homes of guests are asked whether their processes still exist
 * @param reservation how long a guest that was promised waits for its process
 * @param fileOrders of {@link Verb#MFS}, carried out at the start
 * @param balance how the node takes part in balancing
 * @param discoveryOrNull how it finds others, if {@code map} holds this node only; null if the map says who is there
 */
record DaemonSettings(NodeMap map, int node, RunDirectory runDirectory, Path keyDirectory, GuestSettings guests, Path mosixJar,
    List<Path> javaHomes, Duration homeWatchInterval, Duration reservation, List<List<String>> fileOrders,
    BalanceSettings balance, DiscoverySettings discoveryOrNull) {

  static final Duration DEFAULT_HOME_WATCH_INTERVAL = Duration.ofSeconds(2);

  /** Far longer than a move takes to reach its guest, so that only those are hit that never come. */
  static final Duration DEFAULT_RESERVATION = Duration.ofMinutes(5);

  DaemonSettings {
    if (map.find(node).isEmpty()) {
      throw new IllegalArgumentException("node: " + node + " is not in the map (expected: one of " + map.numbers() + ")");
    }
    if (guests.warm() > 0 && !Files.isReadable(mosixJar)) {
      throw new IllegalArgumentException("no mosix.jar at " + mosixJar + " (expected: the one of the distribution, for guests)");
    }
    javaHomes = List.copyOf(javaHomes);
    fileOrders = List.copyOf(fileOrders);
  }

  NodeAddress self() {
    return map.find(node).orElseThrow();
  }
}
