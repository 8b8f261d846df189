package org.mosix.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModeTest {

  private final Random random = new Random(1);

  @Test
  void homeGoesThereAndBack() {
    assertThat(Mode.HOME.target(1, random)).isEqualTo(2);
    assertThat(Mode.HOME.target(2, random)).isEqualTo(1);
  }

  @Test
  void ringVisitsAllNodes() {
    assertThat(Mode.RING.target(1, random)).isEqualTo(2);
    assertThat(Mode.RING.target(2, random)).isEqualTo(3);
    assertThat(Mode.RING.target(3, random)).isEqualTo(1);
  }

  @Test
  void stormGoesToEveryOtherNodeAndNeverStays() {
    for (int present = 1; present <= 3; present++) {
      int from = present;
      assertThat(IntStream.range(0, 100).map(n -> Mode.STORM.target(from, random)).distinct().sorted().boxed())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 3).filter(n -> n != from).boxed().toList());
    }
  }

  @Test
  void stormPausesBetween20And200Milliseconds() {
    assertThat(IntStream.range(0, 1_000).map(n -> Mode.STORM.pauseMillis(random)).boxed()).allMatch(p -> p >= 20 && p <= 200);
  }
}
