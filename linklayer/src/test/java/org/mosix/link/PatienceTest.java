package org.mosix.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PatienceTest {

  private static final long SECOND = 1_000_000_000L;

  private final Patience patience = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(2), 0);

  @Test
  void isOverWhenItsTimeHasPassed() {
    for (int second = 1; second < 10; second++) {
      assertThat(patience.isOver(second * SECOND)).as("second " + second).isFalse();
    }
    assertThat(patience.isOver(10 * SECOND)).isTrue();
  }

  @Test
  void timeInWhichNobodyLookedCountsForOneStep() {
    assertThat(patience.isOver(1000 * SECOND)).isFalse();
    assertThat(patience.isOver(1007 * SECOND)).isFalse();
    assertThat(patience.isOver(1008 * SECOND)).as("2 + 2 + 1 seconds").isFalse();
  }

  @Test
  void beginsAnewWhenTheOtherMachineAnswers() {
    patience.isOver(2 * SECOND);
    patience.isOver(4 * SECOND);
    patience.renew(5 * SECOND);
    for (int second = 6; second < 15; second++) {
      assertThat(patience.isOver(second * SECOND)).as("second " + second).isFalse();
    }
    assertThat(patience.isOver(15 * SECOND)).isTrue();
  }
}
