package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;
import org.mosix.info.Announcement;
import org.mosix.info.DatagramPort;
import org.mosix.info.DatagramSeal;
import org.mosix.info.Rejection;
import org.mosix.link.ClusterKey;
import org.mosix.link.ClusterKeyMaker;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeMap;
import org.mosix.link.RunDirectory;

@Timeout(60)
class DiscoveryTest {

  /** Gone after 0.2 s of silence. */
  private static final Tuning QUICK = Tuning.STANDARD.with(Tunable.INTERVAL, 0.05).with(Tunable.ANNOUNCE, 1);

  @TempDir
  Path directory;
  private final List<AutoCloseable> open = new ArrayList<>();
  private String group;
  private long epochs = 100;

  @BeforeEach
  void findAPortAndWhetherLoopbackDoesMulticast() throws Exception {
    try (DatagramSocket free = new DatagramSocket(0)) {
      group = "239.192.46.60:" + free.getLocalPort();
    }
    new ClusterKeyMaker().makeIfAbsent(directory.resolve("key"));
    new ClusterKeyMaker().makeIfAbsent(directory.resolve("other"));
    try (DatagramPort port = port()) {
      port.send(new byte[1], settings("127.0.31.1").group());
    } catch (IOException e) {
      assumeTrue(false, "SKIPPED: this machine has no multicast on its loopback interface: " + e.getMessage());
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private DiscoverySettings settings(String where) throws IOException {
    return DiscoverySettings.of(where, group, 0);
  }

  private DatagramPort port() throws IOException {
    DiscoverySettings settings = settings("127.0.31.1");
    return DatagramPort.openGroup(settings.group(), settings.on(), 0);
  }

  private interface Say {
    void once() throws IOException;
  }

  private record Node(Membership membership, Discovery discovery) {
    List<Integer> sees() {
      return membership.map().nodes().stream().map(NodeAddress::number).toList();
    }

    void await(Integer... nodes) throws InterruptedException {
      while (!sees().equals(List.of(nodes))) {
        Thread.sleep(10);
      }
    }

    /** Datagrams get lost: says it until this node sees these. */
    void awaitSaying(Say say, Integer... nodes) throws IOException, InterruptedException {
      while (!sees().equals(List.of(nodes))) {
        say.once();
        Thread.sleep(10);
      }
    }
  }

  private Node start(int last, String key) throws Exception {
    DiscoverySettings settings = settings("127.0.31." + last);
    RunDirectory run = RunDirectory.resolve(directory.resolve("run" + last).toString(), Map.of());
    run.create();
    NodeAddress self = settings.node(settings.number(), 4660);
    Membership membership = new Membership(NodeMap.of(List.of(self)), self.number());
    PolicyStore policies = new PolicyStore(run.path().resolve("policy.json"), QUICK, 0);
    Discovery discovery = new Discovery(settings, membership, new NodeDirectory(), policies, new NodeClock(),
        ClusterKey.load(directory.resolve(key)), run, epochs++);
    open.add(discovery);
    discovery.start();
    return new Node(membership, discovery);
  }

  @Test
  void nodesFindEachOtherByTheirAddressesAndSayGoodBye() throws Exception {
    Node one = start(1, "key");
    Node two = start(2, "key");
    one.await(7937, 7938);
    two.await(7937, 7938);
    assertThat(one.membership.find(7938).orElseThrow()).hasToString("127.0.31.2:4660");
    Node three = start(3, "key");
    three.await(7937, 7938, 7939);
    two.discovery.close();
    one.await(7937, 7939);
  }

  @Test
  void silentNodesAgeOutAndComeBack() throws Exception {
    Node one = start(1, "key");
    try (DatagramPort other = port()) {
      DatagramSeal seal = new DatagramSeal(ClusterKey.load(directory.resolve("key")).derive("mosix discovery datagrams"));
      byte[] here = new Announcement(Announcement.Kind.HERE, new NodeAddress(9, "127.0.31.9", 4660)).encode();
      InetSocketAddress to = settings("127.0.31.1").group();
      AtomicLong counter = new AtomicLong();
      Say isHere = () -> other.send(seal.seal(9, 5, counter.incrementAndGet(), here), to);
      one.awaitSaying(isHere, 9, 7937);
      one.await(7937);
      one.awaitSaying(isHere, 9, 7937);
    }
  }

  @Test
  void othersKeysAndOldAnnouncementsAreDroppedAndCounted() throws Exception {
    LinkedBlockingQueue<byte[]> recorded = new LinkedBlockingQueue<>();
    try (DatagramPort listener = port()) {
      Thread recorder = new Thread(() -> listener.receive((datagram, from) -> recorded.add(datagram)), "recorder");
      recorder.setDaemon(true);
      recorder.start();
      Node one = start(1, "key");
      Node stranger = start(2, "other");
      InetSocketAddress to = settings("127.0.31.1").group();
      while (one.discovery.gate().dropped(Rejection.FORGED) < 3) {
        Thread.sleep(10);
      }
      long epoch = epochs;
      Node two = start(3, "key");
      one.await(7937, 7939);
      DatagramSeal seal = new DatagramSeal(ClusterKey.load(directory.resolve("key")).derive("mosix discovery datagrams"));
      while (recorded.stream().noneMatch(datagram -> seal.isOf(datagram, 7939, epoch))) {
        Thread.sleep(10);
      }
      two.discovery.close();
      one.await(7937);
      // all that was ever said, again and again: each single one may get lost
      while (one.discovery.gate().dropped(Rejection.REPLAYED) < 2 || one.discovery.gate().dropped(Rejection.MALFORMED) < 1) {
        for (byte[] datagram : recorded.toArray(new byte[0][])) {
          listener.send(datagram, to);
        }
        listener.send(new byte[] {1, 2, 3}, to);
        Thread.sleep(10);
      }
      assertThat(one.sees()).containsExactly(7937);
      assertThat(stranger.sees()).containsExactly(7938);
    }
  }

  @Test
  void whatCannotBeIsRefusedWithWhatWasExpected() throws Exception {
    assertThatThrownBy(() -> DiscoverySettings.of("nonsense0", group, 1)).hasMessageContaining("no interface or address nonsense0 (expected: one of [");
    assertThatThrownBy(() -> DiscoverySettings.of("lo", "10.0.0.1:5", 1)).hasMessageContaining("expected: a multicast address");
    assertThatThrownBy(() -> DiscoverySettings.of("lo", "239.1.1.1", 1)).hasMessageContaining("expected: ADDRESS:PORT");
    assertThatThrownBy(() -> DiscoverySettings.of("lo", group, 256)).hasMessageContaining("expected: 0 to 255");
    assertThatThrownBy(() -> settings("127.0.0.0").number()).hasMessageContaining("give it by --node");
    DiscoverySettings loopback = settings("127.0.31.1");
    assertThat(new DiscoverySettings(loopback.on(), InetAddress.getByName("192.168.10.220"), loopback.group(), 1).number()).isEqualTo(2780);
    assertThat(Files.exists(directory.resolve("run1"))).isFalse();
  }
}
