package org.mosix.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.balance.InfoMessage.MalformedException;
import org.mosix.balance.InfoMessage.Told;

@Timeout(30)
class InfoMessageTest {

  private static final Tuning TUNING = Tuning.STANDARD;

  @Test
  void whatIsEncodedIsDecoded() throws MalformedException {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      InfoMessage message = message(random);
      assertThat(InfoMessage.decode(message.encode(TUNING))).isEqualTo(message);
    }
  }

  @Test
  void theSizeDoesNotDependOnTheContent() {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      assertThat(message(random).encode(TUNING)).hasSize(InfoMessage.size(TUNING));
    }
  }

  @Test
  void everyMutatedMessageIsDecodedToSomethingPossibleOrRefused() {
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = message(random).encode(TUNING);
      for (int j = random.nextInt(4); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(4) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 50));
      }
      try {
        assertThat(InfoMessage.decode(bytes).records()).isNotEmpty();
      } catch (MalformedException e) {
        assertThat(e).hasMessageContaining("expected:");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(20_000);
  }

  @Test
  void randomBytesAreRefusedWithWhatWasExpected() {
    Random random = new Random(4);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      assertThatThrownBy(() -> InfoMessage.decode(bytes)).isInstanceOf(MalformedException.class).hasMessageContaining("expected:");
    }
  }

  @Test
  void aWrongLengthIsNamed() {
    byte[] bytes = message(new Random(5)).encode(TUNING);
    assertThatThrownBy(() -> InfoMessage.decode(Arrays.copyOf(bytes, bytes.length - 1))).isInstanceOf(MalformedException.class)
        .hasMessageContaining((bytes.length - 1) + " bytes");
  }

  @Test
  void memoryOverTheFormatsLimitIsSentAsTheLimit() throws MalformedException {
    NodeInfo huge = new NodeInfo(1, 1, 1, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE, 0, 0, 0, Set.of());
    assertThat(InfoMessage.decode(new InfoMessage(List.of(new Told(huge, 0))).encode(TUNING)).sender().memoryTotal())
        .isEqualTo(((1L << 40) - 1) << 10);
  }

  private static InfoMessage message(Random random) {
    return new InfoMessage(random.ints(1 + random.nextInt(1 + TUNING.count(Tunable.HEARSAY)))
        .mapToObj(i -> new Told(info(random), random.nextInt(100_000))).toList());
  }

  private static NodeInfo info(Random random) {
    long total = (1 + random.nextInt(1 << 30)) * 1024L;
    long swap = random.nextInt(1 << 30) * 1024L;
    float load = random.nextFloat() * 100;
    return new NodeInfo(1 + random.nextInt(65_535), 1 + random.nextInt(512), 1 + random.nextInt(1_000_000), load, load / 2, total,
        total / 2048 * 1024, swap, swap / 2048 * 1024, random.nextInt(1000), NodeFlag.of(random.nextInt(1 << NodeFlag.values().length)));
  }
}
