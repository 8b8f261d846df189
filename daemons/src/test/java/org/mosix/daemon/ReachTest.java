package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.link.ClusterKey;
import org.mosix.link.NodeAddress;
import org.mosix.link.NodeMap;
import org.mosix.link.message.AliveAnswer;
import org.mosix.link.message.AliveQuery;

@Timeout(60)
class ReachTest {

  private long now;

  private Reach reach(String... lines) throws Exception {
    return new Reach(new Membership(NodeMap.parse("map", List.of(lines), 4660), 1), () -> now);
  }

  @Test
  void datagramsGoToEachAddressInTurnUntilTheNodeIsHeardAtOne() throws Exception {
    Reach reach = reach("1 10.0.0.1 2", "2 10.9.0.2 ALIAS");
    List<String> sent = List.of(reach.next(2, 1000).orElseThrow().host(), reach.next(2, 1000).orElseThrow().host());
    assertThat(sent).containsExactlyInAnyOrder("10.0.0.2", "10.9.0.2");
    reach.heard(2, new InetSocketAddress("10.9.0.2", 4660));
    now = 1000;
    assertThat(reach.next(2, 1000).orElseThrow().host()).isEqualTo("10.9.0.2");
    assertThat(reach.next(2, 1000).orElseThrow().host()).isEqualTo("10.9.0.2");
    assertThat(reach.addresses(2)).extracting(NodeAddress::host).containsExactly("10.9.0.2", "10.0.0.2");
    // silent for too long: both again; from elsewhere, or another port: says nothing
    now = 1001;
    reach.heard(2, new InetSocketAddress("10.7.0.2", 4660));
    reach.heard(2, new InetSocketAddress("10.0.0.2", 4661));
    assertThat(List.of(reach.next(2, 1000).orElseThrow().host(), reach.next(2, 1000).orElseThrow().host()))
        .containsExactlyInAnyOrder("10.0.0.2", "10.9.0.2");
    assertThat(reach.next(9, 1000)).isEmpty();
  }

  @Test
  void datagramsLeaveFromTheAddressThatIsNearest() throws Exception {
    InetAddress to = InetAddress.getByName("10.9.0.7");
    assertThat(OwnPorts.common(InetAddress.getByName("10.9.0.1"), to)).isEqualTo(29);
    assertThat(OwnPorts.common(InetAddress.getByName("192.168.0.1"), to)).isZero();
    assertThat(OwnPorts.common(to, to)).isEqualTo(32);
    assertThat(OwnPorts.common(InetAddress.getByName("::1"), to)).isNegative();
  }

  @Test
  void aNodeIsReachedAtItsSecondAddressWhenTheFirstIsDead(@TempDir Path directory) throws Exception {
    try (Cluster cluster = new Cluster(directory, 1)) {
      cluster.start(1, 0, "");
      NodeAddress alive = cluster.map().find(1).orElseThrow();
      int dead;
      try (ServerSocket closed = new ServerSocket(0)) {
        dead = closed.getLocalPort();
      }
      Reach reach = new Reach(new Membership(NodeMap.parse("map", List.of("1 127.0.0.1:" + dead + " 1", "1 " + alive + " ALIAS"), 4660), 9), () -> now);
      ClusterKey key = ClusterKey.load(cluster.keyDirectory());
      try (var channel = reach.connect(key, 1, Cluster.SOON)) {
        assertThat(channel.ask(new AliveQuery(ProcessHandle.current().pid()), AliveAnswer.class, Cluster.SOON).alive()).isTrue();
      }
      assertThat(reach.addresses(1).get(0).port()).isEqualTo(alive.port());
      assertThatThrownBy(() -> reach.connect(key, 2, Duration.ofSeconds(1))).hasMessage("node 2 is not in the map");
    }
  }

  @Test
  void aNodeServesAtAllItsAddresses(@TempDir Path directory) throws Exception {
    int first;
    int second;
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")); ServerSocket two = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
      first = one.getLocalPort();
      second = two.getLocalPort();
    }
    try (Cluster cluster = new Cluster(directory, NodeMap.parse("map", List.of("1 127.0.0.1:" + first + " 1", "1 127.0.0.2:" + second + " ALIAS"), 4660))) {
      cluster.start(1, 0, "");
      for (NodeAddress address : cluster.map().addresses(1)) {
        try (var channel = org.mosix.link.NodeChannel.connect(ClusterKey.load(cluster.keyDirectory()), address, Cluster.SOON)) {
          assertThat(channel.ask(new AliveQuery(1), AliveAnswer.class, Cluster.SOON).alive()).isTrue();
        }
      }
      try (DaemonClient tool = cluster.client(1)) {
        assertThat(tool.administer(Verb.MAP).toString()).contains("\"port\":" + second + ",\"alias\":true");
        assertThatThrownBy(() -> tool.administer(Verb.JOIN, "1 127.0.0.1:" + first + " 1\n")).hasMessageContaining("serves at 127.0.0.1:" + first + " and 127.0.0.2:");
      }
    }
  }
}
