package org.mosix.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.info.Announcement.Kind;
import org.mosix.link.NodeAddress;

@Timeout(60)
class AnnouncementTest {

  private static final Announcement TWO = new Announcement(Kind.HERE, new NodeAddress(2, "10.0.0.2", 4660));

  private final DatagramSeal seal = new DatagramSeal("secret".getBytes());
  private final DatagramGate<Announcement> gate = DatagramGate.ofAnnouncements(new DatagramSeal("secret".getBytes()));

  @Test
  void arrivesAsItWasMade() throws Exception {
    for (Announcement announcement : List.of(TWO, new Announcement(Kind.BYE, new NodeAddress(65_535, "fe80:0:0:0:0:0:0:1", 1)))) {
      assertThat(Announcement.decode(announcement.encode())).isEqualTo(announcement);
    }
  }

  @Test
  void isHeardOnceAndOnlyFromItsNode() throws Exception {
    byte[] datagram = seal.seal(2, 10, 1, TWO.encode());
    assertThat(gate.admit(datagram)).contains(TWO);
    assertThat(gate.admit(datagram)).isEmpty();
    assertThat(gate.admit(seal.seal(3, 10, 1, TWO.encode()))).isEmpty();
    assertThat(gate.admit(new DatagramSeal("other".getBytes()).seal(2, 10, 2, TWO.encode()))).isEmpty();
    assertThat(gate.dropped(Rejection.REPLAYED)).isEqualTo(1);
    assertThat(gate.dropped(Rejection.MALFORMED)).isEqualTo(1);
    assertThat(gate.dropped(Rejection.FORGED)).isEqualTo(1);
    assertThat(gate.accepted()).isEqualTo(1);
  }

  @Test
  void whatASealedDatagramMayHoldIsAnAnnouncementOrMalformed() throws Exception {
    Random random = new Random(11);
    byte[] real = TWO.encode();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(real, random.nextInt(3) > 0 ? real.length : random.nextInt(30));
      for (int change = random.nextInt(3); change >= 0 && bytes.length > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(Announcement.decode(bytes).encode()).isEqualTo(bytes);
      } catch (RejectedException e) {
        assertThat(e.rejection()).isEqualTo(Rejection.MALFORMED);
      }
    }
    assertThatThrownBy(() -> Announcement.decode(new byte[0])).isInstanceOf(RejectedException.class);
  }
}
