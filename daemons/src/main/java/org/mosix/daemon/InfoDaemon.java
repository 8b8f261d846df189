package org.mosix.daemon;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.mosix.balance.InfoMessage;
import org.mosix.balance.InfoMessage.Told;
import org.mosix.balance.InfoWindow;
import org.mosix.balance.InfoWindow.Entry;
import org.mosix.balance.NodeInfo;
import org.mosix.balance.Partners;
import org.mosix.balance.Tuning;
import org.mosix.info.DatagramGate;
import org.mosix.info.DatagramSeal;
import org.mosix.info.Epoch;
import org.mosix.link.NodeAddress;
import org.mosix.link.RunDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells others of this node and hears of them: each interval a sealed datagram to two nodes, and whenever one arrives a look whether
 * something should move. All of it happens on the one thread of {@link NodeDaemon}'s schedule, but for the receiving of datagrams.
 */
final class InfoDaemon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InfoDaemon.class);

  /** Datagrams that say "this node leaves", one per interval to two nodes, before it falls silent. */
  private static final int FAREWELLS = 5;

  private final Membership membership;
  private final Reach reach;
  private final NodeState state;
  private final PolicyStore policies;
  private final NodeClock clock;
  private final NodeDirectory directory;
  private final InfoWindow window;
  private final MigDaemon migration;
  private final ScheduledExecutorService schedule;
  private final OwnPorts ports;
  private final DatagramSeal seal;
  private final DatagramGate<InfoMessage> gate;
  private final Path heardFile;
  private final long epoch;
  private final Random random = new Random();
  private long counter;
  private int farewells;

  InfoDaemon(Membership membership, Reach reach, NodeState state, PolicyStore policies, NodeClock clock, NodeDirectory directory, InfoWindow window,
      MigDaemon migration, ScheduledExecutorService schedule, byte[] key, RunDirectory runDirectory) throws IOException {
    this.membership = membership;
    this.reach = reach;
    this.state = state;
    this.policies = policies;
    this.clock = clock;
    this.directory = directory;
    this.window = window;
    this.migration = migration;
    this.schedule = schedule;
    this.seal = new DatagramSeal(key);
    this.gate = DatagramGate.ofInformation(new DatagramSeal(key), membership.self(), node -> membership.find(node).isPresent());
    this.heardFile = runDirectory.path().resolve("heard");
    this.epoch = Epoch.next(runDirectory.path().resolve("epoch"), System.currentTimeMillis());
    gate.load(heardFile);
    ports = OwnPorts.open(membership.map().addresses(membership.self()));
  }

  void start() {
    ports.receive(this::received);
    scheduleNext();
  }

  /** The number of this run. */
  long epoch() {
    return epoch;
  }

  DatagramGate<InfoMessage> gate() {
    return gate;
  }

  /** The interval can be changed while the daemon runs, so each one schedules the next. */
  private void scheduleNext() {
    if (!schedule.isShutdown()) {
      schedule.schedule(this::interval, policies.tuning().intervalMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void interval() {
    try {
      Tuning tuning = policies.tuning();
      window.tune(tuning);
      state.interval();
      List<Entry> known = window.entries(clock.millis());
      tell(known, tuning);
      migration.considerMemory(known);
      gate.save(heardFile);
    } catch (IOException | RuntimeException e) {
      LOG.error("interval", e);
    } finally {
      scheduleNext();
    }
  }

  private void tell(List<Entry> known, Tuning tuning) {
    boolean leaving = !membership.isJoined();
    farewells = leaving ? farewells + 1 : 0;
    if (policies.policy().quiet() || farewells > FAREWELLS) {
      return;
    }
    byte[] message = InfoMessage.of(state.told(), known, clock.millis(), tuning).encode(tuning);
    int[] map = membership.map().nodes().stream().mapToInt(NodeAddress::number).toArray();
    for (int node : Partners.choose(membership.self(), map, known, random)) {
      send(seal.seal(membership.self(), epoch, ++counter, message), node);
    }
  }

  private void send(byte[] datagram, int node) {
    NodeAddress to = reach.next(node, policies.tuning().maxAgeMillis()).orElseThrow();
    try {
      ports.send(datagram, to.socketAddress());
    } catch (IOException | RuntimeException e) {
      // a node that is off, or whose name cannot be looked up, is no news: it ages out
      LOG.debug("datagram to node {}: {}", node, e.toString());
    }
  }

  /** One after the other, though each port has a thread. */
  private synchronized void received(byte[] datagram, InetSocketAddress from) {
    gate.admit(datagram).ifPresent(message -> {
      reach.heard(message.sender().node(), from);
      if (!schedule.isShutdown()) {
        schedule.execute(() -> heard(message));
      }
    });
  }

  private void heard(InfoMessage message) {
    long now = clock.millis();
    boolean news = false;
    for (Told told : message.records()) {
      NodeInfo info = told.info();
      if (info.node() != membership.self() && membership.find(info.node()).isPresent()) {
        directory.hear(info, now - told.ageMillis());
        news |= window.hear(info, now - told.ageMillis(), now);
      }
    }
    if (news && membership.isJoined() && !policies.policy().quiet()) {
      migration.consider(window.entries(now));
    }
  }

  @Override
  public void close() {
    ports.close();
  }
}
