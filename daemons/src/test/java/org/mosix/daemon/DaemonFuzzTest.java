package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.balance.InfoMessage;
import org.mosix.balance.NodeInfo;
import org.mosix.balance.Tuning;
import org.mosix.info.DatagramSeal;
import org.mosix.link.ClusterKey;
import org.mosix.link.JavaBuild;
import org.mosix.link.NodeAddress;
import org.mosix.link.message.Administer;
import org.mosix.link.message.AliveQuery;
import org.mosix.link.message.BadMessageException;
import org.mosix.link.message.Message;
import org.mosix.link.message.Messages;
import org.mosix.link.message.Migrate;
import org.mosix.link.message.Reserve;

/** A live daemon hears what is random or nearly right. */
@Timeout(1800)
class DaemonFuzzTest {

  /** By hand: -Dmosix.fuzz=1000000. */
  private static final int FUZZ = Integer.getInteger("mosix.fuzz", 20_000);
  private static final long GROWTH = 64L << 20;

  @TempDir
  Path directory;
  private final Random random = new Random(29);
  private Cluster cluster;
  private NodeDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    cluster = new Cluster(directory, 2);
    daemon = cluster.start(1, 0, "");
    // places for guests are not what is tried here: a right request would be granted
    try (DaemonClient tool = cluster.client(1)) {
      tool.administer(Verb.SWITCH, "block", "on");
    }
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private byte[] mutated(byte[] real) {
    byte[] bytes = Arrays.copyOf(real, random.nextInt(5) > 0 ? real.length : random.nextInt(real.length + 20));
    for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
    }
    return bytes;
  }

  @Test
  void noDatagramThatIsNotAMembersIsAccepted() throws Exception {
    NodeAddress node = cluster.map().find(1).orElseThrow();
    byte[] real = new DatagramSeal(ClusterKey.load(cluster.keyDirectory()).derive("mosix info datagrams")).seal(2, 1, 1, new byte[180]);
    long before = used();
    try (DatagramSocket socket = new DatagramSocket(); DaemonClient tool = cluster.client(1)) {
      for (int i = 0; i < FUZZ; i++) {
        byte[] bytes = i % 2 == 0 ? mutated(real) : new byte[random.nextInt(300)];
        if (i % 2 == 1) {
          random.nextBytes(bytes);
        }
        if (!Arrays.equals(bytes, real)) {
          socket.send(new DatagramPacket(bytes, bytes.length, node.socketAddress()));
        }
        if (i % 200 == 199) {
          // so that the system need not drop them before the daemon does
          assertThat(tool.administer(Verb.DATAGRAMS, DatagramRecord.class).accepted()).isZero();
        }
      }
      DatagramRecord counts = tool.administer(Verb.DATAGRAMS, DatagramRecord.class);
      System.out.println(FUZZ + " datagrams sent: " + counts);
      assertThat(counts.malformed() + counts.forged()).isGreaterThan(FUZZ / 2);
      assertThat(tool.nodes().get(1).status()).isEqualTo("unknown");
    }
    assertThat(used() - before).isLessThan(GROWTH);
  }

  private List<byte[]> rightMessages() {
    NodeInfo info = new NodeInfo(2, 4, 10_000, 0.5, 0, 1L << 30, 1L << 29, 0, 0, 0, Set.of());
    String told = Base64.getEncoder().encodeToString(new InfoMessage(List.of(new InfoMessage.Told(info, 0))).encode(Tuning.STANDARD));
    return List.<Message>of(new AliveQuery(4711), new Migrate(4711, 2, 1000), new Migrate(4711, Migrate.BALANCE, 1000).withHome(2),
        new Reserve(2, 4711, "instance", JavaBuild.current(), 1 << 20, List.of("-Xmx1g"), "org.example.Main"),
        new Administer("why", List.of("4711", "2")), new Administer("processes", List.of()), new Administer("node", List.of()),
        new Administer("lock", List.of("4711", "on")), new Administer("mask", List.of("4711", "only", "1", "2")),
        new Administer("priority", List.of("4711", "3")), new Administer("calls", List.of("4711")),
        new Administer("guests", List.of("2", "[{\"pid\":4711,\"terms\":{\"locked\":true,\"mask\":{\"allow\":false,\"nodes\":[3]},\"priority\":0},\"cpuSeconds\":1.5}]", told)),
        new Administer("admit", List.of("{\"home\":2,\"pid\":4711,\"memory\":1000000,\"threads\":2,\"cause\":\"BALANCE\",\"from\":2,\"depth\":0}")))
        .stream().map(Messages::encode).toList();
  }

  @Test
  void mutatedMessagesOfAMemberAreAnsweredOrRefused() throws Exception {
    NodeDesk desk = new NodeDesk(daemon, new AdminDesk(daemon), Threads.asMany("fuzz"));
    List<byte[]> right = rightMessages();
    long before = used();
    int understood = 0;
    int refused = 0;
    for (int i = 0; i < FUZZ; i++) {
      try {
        Message message = Messages.decode(mutated(right.get(random.nextInt(right.size()))));
        assertThat(desk.answerTo(message)).isNotNull();
        understood++;
      } catch (BadMessageException e) {
        refused++;
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("from another node (expected: ");
        refused++;
      }
    }
    System.out.println(FUZZ + " messages: " + understood + " answered, " + refused + " refused");
    assertThat(understood).isGreaterThan(FUZZ / 20);
    assertThat(refused).isGreaterThan(FUZZ / 20);
    assertThat(used() - before).isLessThan(GROWTH);
    try (DaemonClient tool = cluster.client(1)) {
      assertThat(tool.processes()).isEmpty();
      assertThat(tool.administer(Verb.POLICY, PolicyRecord.class).block()).isTrue();
    }
  }
}
