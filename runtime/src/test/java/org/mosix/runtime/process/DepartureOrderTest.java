package org.mosix.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.runtime.move.MoveFailure;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class DepartureOrderTest {

  private final DepartureOrder order = new DepartureOrder();

  @Test
  void takenBackBeforeItIsBegunItIsNotCarriedOut() {
    assertThatCode(order::requireWanted).doesNotThrowAnyException();
    assertThat(order.takeBack()).isFalse();
    assertThatThrownBy(order::requireWanted).isInstanceOf(MoveFailure.class).hasMessageContaining("gave the move up");
  }

  @Test
  void takenBackMeanwhileItEndsWhereTheProcessIs() {
    assertThat(order.takeBack()).isFalse();
    assertThat(order.departed()).isFalse();
    assertThat(order.takeBack()).isFalse();
  }

  @Test
  void takenBackAfterwardsItMakesTheProcessGoOnOnce() {
    assertThat(order.departed()).isTrue();
    assertThat(order.takeBack()).isTrue();
    assertThat(order.takeBack()).isFalse();
  }
}
