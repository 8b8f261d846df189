package org.mosix.daemon;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.mosix.balance.Tunable;
import org.mosix.info.Announcement;
import org.mosix.info.Announcement.Kind;
import org.mosix.info.DatagramGate;
import org.mosix.info.DatagramPort;
import org.mosix.info.DatagramSeal;
import org.mosix.info.Roster;
import org.mosix.link.ClusterKey;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeMap;
import org.mosix.link.RunDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the map by itself: says to a multicast group now and then that this node is here, and keeps the map of those that say so. A newcomer is
 * answered by all within an interval.
 */
final class Discovery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  /** Announcements that may be lost before a node is taken for gone. */
  private static final int MISSED = 3;

  private final DiscoverySettings settings;
  private final NodeAddress self;
  private final Membership membership;
  private final NodeDirectory directory;
  private final PolicyStore policies;
  private final NodeClock clock;
  private final Roster roster;
  private final DatagramPort port;
  private final DatagramSeal seal;
  private final DatagramGate<Announcement> gate;
  private final long epoch;
  private final Path heardFile;
  private final Random random = new Random();
  private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(Threads.named("discovery"));
  private long counter;
  private long conflicts;

  /** @param epoch of this run, see {@link org.mosix.info.Epoch} */
  Discovery(DiscoverySettings settings, Membership membership, NodeDirectory directory, PolicyStore policies, NodeClock clock, ClusterKey key,
      RunDirectory runDirectory, long epoch) throws IOException {
    this.settings = settings;
    this.membership = membership;
    this.directory = directory;
    this.policies = policies;
    this.clock = clock;
    this.epoch = epoch;
    self = membership.find(membership.self()).orElseThrow();
    roster = new Roster(self);
    byte[] secret = key.derive("mosix discovery datagrams");
    seal = new DatagramSeal(secret);
    gate = DatagramGate.ofAnnouncements(new DatagramSeal(secret));
    heardFile = runDirectory.path().resolve("discovered");
    gate.load(heardFile);
    port = DatagramPort.openGroup(settings.group(), settings.on(), settings.routers());
  }

  void start() {
    Threads.named("announcements").newThread(() -> port.receive(this::received)).start();
    LOG.info("node {} looks for others at {} on {}", self.number(), settings.group(), settings.on().getName());
    schedule.execute(() -> announce(Kind.HELLO));
    schedule.execute(this::next);
  }

  DatagramGate<Announcement> gate() {
    return gate;
  }

  private long intervalMillis() {
    return Math.round(policies.tuning().get(Tunable.ANNOUNCE) * policies.tuning().intervalMillis());
  }

  private void next() {
    try {
      announce(Kind.HERE);
      if (roster.age(clock.millis(), MISSED * intervalMillis() + policies.tuning().intervalMillis())) {
        changed();
      }
      gate.save(heardFile);
    } catch (IOException | RuntimeException e) {
      LOG.error("discovery", e);
    } finally {
      if (!schedule.isShutdown()) {
        schedule.schedule(this::next, intervalMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private void announce(Kind kind) {
    try {
      port.send(seal.seal(self.number(), epoch, ++counter, new Announcement(kind, self).encode()), settings.group());
    } catch (IOException e) {
      LOG.warn("announcement to {}: {}", settings.group(), e.toString());
    }
  }

  private void received(byte[] datagram, InetSocketAddress from) {
    // what this node said itself comes back, as multicast does
    if (!seal.isOf(datagram, self.number(), epoch)) {
      gate.admit(datagram).ifPresent(said -> {
        if (!schedule.isShutdown()) {
          schedule.execute(() -> heard(said));
        }
      });
    }
  }

  private void heard(Announcement said) {
    boolean changed = roster.hear(said, clock.millis());
    if (changed) {
      LOG.info("node {} at {} {}", said.node().number(), said.node(), said.kind() == Kind.BYE ? "has ended" : "is here");
      changed();
    } else if (roster.conflicts() > conflicts) {
      conflicts = roster.conflicts();
      LOG.warn("node {} at {}: another node has its number or its address", said.node().number(), said.node());
    }
    if (said.kind() == Kind.HELLO) {
      // not all at once
      schedule.schedule(() -> announce(Kind.HERE), random.nextInt((int) policies.tuning().intervalMillis()), TimeUnit.MILLISECONDS);
    }
  }

  private void changed() {
    membership.replace(NodeMap.of(roster.nodes()));
    directory.retain(membership);
  }

  @Override
  public void close() {
    if (schedule.isShutdown()) {
      return;
    }
    schedule.shutdownNow();
    try {
      if (schedule.awaitTermination(5, TimeUnit.SECONDS)) {
        announce(Kind.BYE);
      }
      port.close();
    } catch (IOException e) {
      LOG.warn("announcements: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
