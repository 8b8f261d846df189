package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.balance.Tunable;
import org.mosix.balance.Tuning;
import org.mosix.info.DatagramSeal;
import org.mosix.link.NodeAddress;

@Timeout(60)
class InfoDaemonTest {

  private static final Tuning QUICK = Tuning.STANDARD.with(Tunable.INTERVAL, 0.05);

  @TempDir
  Path directory;
  private Cluster cluster;

  @BeforeEach
  void prepareThreeNodes() throws Exception {
    cluster = new Cluster(directory, 3);
    cluster.balance = new BalanceSettings(false, 4, 20_000, 0, LoadSource.PROCESSES, null, QUICK);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private NodeRecord record(int asked, int of) throws Exception {
    try (DaemonClient client = cluster.client(asked)) {
      return client.nodes().get(of - 1);
    }
  }

  private void awaitStatus(int asked, int of, String status) throws Exception {
    while (!record(asked, of).status().equals(status)) {
      Thread.sleep(10);
    }
  }

  @Test
  void nodesHearOfEachOther() throws Exception {
    cluster.start(1, 0, "");
    cluster.start(2, 0, "");
    awaitStatus(1, 2, "up");
    awaitStatus(2, 1, "up");
    NodeRecord second = record(1, 2);
    assertThat(second.cpus()).isEqualTo(4);
    assertThat(second.speed()).isEqualTo(20_000);
    assertThat(second.load()).isZero();
    assertThat(second.memoryFree()).isPositive();
    assertThat(second.guests()).isZero();
    assertThat(record(1, 1).self()).isTrue();
    assertThat(record(1, 3).status()).isEqualTo("unknown");
    assertThat(record(1, 3).load()).isNull();
  }

  @Test
  void silentNodeAgesOutAndIsHeardAgainWhenItIsBack() throws Exception {
    cluster.start(1, 0, "");
    NodeDaemon second = cluster.start(2, 0, "");
    awaitStatus(1, 2, "up");
    second.close();
    awaitStatus(1, 2, "silent");
    cluster.start(2, 0, "");
    awaitStatus(1, 2, "up");
    awaitStatus(2, 1, "up");
  }

  @Test
  void nodeThatLeavesSaysSoAndCanJoinAgain() throws Exception {
    cluster.start(1, 0, "");
    cluster.start(2, 0, "");
    awaitStatus(1, 2, "up");
    try (DaemonClient second = cluster.client(2)) {
      assertThat(second.administer(Verb.LEAVE, Departure[].class)).isEmpty();
      awaitStatus(1, 2, "off");
      second.administer(Verb.JOIN);
      awaitStatus(1, 2, "up");
    }
  }

  @Test
  void quietNodeIsNotHeard() throws Exception {
    cluster.start(1, 0, "");
    cluster.start(2, 0, "");
    awaitStatus(1, 2, "up");
    try (DaemonClient second = cluster.client(2)) {
      second.administer(Verb.SWITCH, "quiet", "on");
    }
    awaitStatus(1, 2, "silent");
  }

  @Test
  void othersDatagramsAreDroppedAndCounted() throws Exception {
    cluster.start(1, 0, "");
    NodeAddress node = cluster.map().find(1).orElseThrow();
    Random random = new Random(3);
    DatagramSeal stranger = new DatagramSeal("not the key of this cluster".getBytes());
    try (DatagramSocket socket = new DatagramSocket(); DaemonClient client = cluster.client(1)) {
      byte[] forged = stranger.seal(2, 1, 1, new byte[48]);
      DatagramRecord counts;
      do {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        socket.send(new DatagramPacket(noise, noise.length, node.socketAddress()));
        socket.send(new DatagramPacket(forged, forged.length, node.socketAddress()));
        counts = client.administer(Verb.DATAGRAMS, DatagramRecord.class);
      } while (counts.malformed() < 50 || counts.forged() < 50);
      assertThat(counts.accepted()).isZero();
      assertThat(client.nodes()).filteredOn(record -> !record.self()).extracting(NodeRecord::status).containsOnly("unknown");
    }
  }
}
