package org.mosix.info;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.balance.InfoMessage;
import org.mosix.balance.InfoMessage.Told;
import org.mosix.balance.NodeInfo;
import org.mosix.balance.Tuning;

@Timeout(60)
class DatagramGateTest {

  /** By hand: -Dmosix.fuzz=1000000. */
  private static final int FUZZ = Integer.getInteger("mosix.fuzz", 100_000);

  private final DatagramSeal seal = new DatagramSeal("secret".getBytes());
  private final DatagramGate<InfoMessage> gate = gate();

  private static DatagramGate<InfoMessage> gate() {
    return DatagramGate.ofInformation(new DatagramSeal("secret".getBytes()), 1, node -> node <= 5);
  }

  private static byte[] message(int node) {
    NodeInfo info = new NodeInfo(node, 2, 10_000, 1.5, 0, 1L << 30, 1L << 29, 0, 0, 3, Set.of());
    return new InfoMessage(List.of(new Told(info, 0))).encode(Tuning.STANDARD);
  }

  private byte[] datagram(int node, long epoch, long counter) {
    return seal.seal(node, epoch, counter, message(node));
  }

  private void assertDropped(Rejection why, byte[] datagram) {
    long before = gate.dropped(why);
    assertThat(gate.admit(datagram)).isEmpty();
    assertThat(gate.dropped(why)).as(gate.lastDropped()).isEqualTo(before + 1);
  }

  @Test
  void memberIsHeardOnce() {
    byte[] datagram = datagram(2, 10, 1);
    assertThat(gate.admit(datagram).orElseThrow().sender().load()).isEqualTo(1.5);
    assertDropped(Rejection.REPLAYED, datagram);
    assertThat(gate.accepted()).isEqualTo(1);
  }

  @Test
  void datagramsMayOvertakeEachOtherButNotByMuch() {
    for (long counter : new long[] {100, 99, 50, 101, 98}) {
      assertThat(gate.admit(datagram(2, 10, counter))).isPresent();
    }
    assertDropped(Rejection.REPLAYED, datagram(2, 10, 50));
    assertDropped(Rejection.REPLAYED, datagram(2, 10, 101 - 64));
    assertDropped(Rejection.REPLAYED, datagram(2, 10, Long.MIN_VALUE));
  }

  @Test
  void nodeThatStartedAgainIsHeardAtOnceAndItsOldDatagramsNeverAgain() {
    assertThat(gate.admit(datagram(2, 10, 5000))).isPresent();
    assertThat(gate.admit(datagram(2, 11, 1))).isPresent();
    assertDropped(Rejection.REPLAYED, datagram(2, 10, 5001));
  }

  @Test
  void whatWasHeardBeforeARestartOfTheReceiverIsStillOld(@TempDir Path directory) throws Exception {
    gate.admit(datagram(2, 10, 7));
    gate.save(directory.resolve("heard"));
    DatagramGate<InfoMessage> next = gate();
    next.load(directory.resolve("heard"));
    assertThat(next.admit(datagram(2, 10, 7))).isEmpty();
    assertThat(next.admit(datagram(2, 10, 6))).isEmpty();
    assertThat(next.admit(datagram(2, 10, 8))).isPresent();
  }

  @Test
  void epochsRiseEvenIfTheClockIsPutBack(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("epoch");
    assertThat(Epoch.next(file, 1000)).isEqualTo(1000);
    assertThat(Epoch.next(file, 10)).isEqualTo(1001);
    assertThat(Epoch.next(file, 5000)).isEqualTo(5000);
  }

  @Test
  void othersAreDroppedByWhatIsWrongWithThem() {
    assertDropped(Rejection.FORGED, new DatagramSeal("other".getBytes()).seal(2, 10, 1, message(2)));
    assertDropped(Rejection.FOREIGN, datagram(6, 10, 1));
    assertDropped(Rejection.FOREIGN, datagram(1, 10, 1));
    assertDropped(Rejection.MALFORMED, seal.seal(2, 10, 1, message(3)));
    assertDropped(Rejection.MALFORMED, seal.seal(2, 10, 2, new byte[7]));
    assertDropped(Rejection.MALFORMED, new byte[0]);
    assertDropped(Rejection.MALFORMED, new byte[500]);
    assertThat(gate.accepted()).isZero();
  }

  @Test
  void everySingleChangedBitIsNoticed() {
    byte[] datagram = datagram(2, 10, 1);
    for (int bit = 0; bit < datagram.length * 8; bit++) {
      byte[] changed = datagram.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(gate.admit(changed)).isEmpty();
    }
    assertThat(gate.admit(datagram)).isPresent();
  }

  @Test
  void nothingRandomOrMutatedIsAcceptedAndNothingIsKept() {
    Random random = new Random(7);
    byte[] real = datagram(2, 10, 1);
    for (int round = 0; round < FUZZ; round++) {
      assertThat(gate.admit(round % 2 == 0 ? noise(random) : mutated(real, random))).isEmpty();
    }
    assertThat(gate.accepted()).isZero();
    assertThat(gate.senders()).isZero();
    assertThat(gate.dropped(Rejection.MALFORMED) + gate.dropped(Rejection.FORGED)).isEqualTo(FUZZ);
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(400)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] mutated(byte[] real, Random random) {
    byte[] bytes = Arrays.copyOf(real, random.nextInt(4) > 0 ? real.length : random.nextInt(real.length + 30));
    for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
    }
    return Arrays.equals(bytes, real) ? new byte[1] : bytes;
  }
}
