package org.mosix.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.link.message.ReserveAnswer;
import org.mosix.link.message.Reserved;
import org.mosix.runtime.move.MoveFailure;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class ReservationTest {

  private static final Reserved GUEST = new Reserved("127.0.0.2", 4001, "secret", 17);

  private final Reservation reservation = new Reservation(3);

  private void assertFails(boolean refusal, String text) {
    assertThatThrownBy(() -> reservation.await(2, 100)).hasMessageContaining(text)
        .isInstanceOfSatisfying(MoveFailure.class, failure -> assertThat(failure.isRefusal()).isEqualTo(refusal));
  }

  @Test
  void givesTheGuest() throws Exception {
    reservation.answered(ReserveAnswer.reserved(3, GUEST));
    assertThat(reservation.await(2, 100)).isEqualTo(GUEST);
  }

  @Test
  void saysWhoRefuses() {
    reservation.answered(ReserveAnswer.refused(3, "full"));
    assertFails(true, "node 2 refuses: full");
  }

  @Test
  void saysWhatFailed() {
    reservation.answered(ReserveAnswer.failed(3, "node 2: no answer"));
    assertFails(false, "node 2: no answer");
  }

  @Test
  void answersToFormerQuestionsAreNotForThisOne() {
    reservation.answered(ReserveAnswer.reserved(2, GUEST));
    assertFails(false, "gave no guest in time");
  }

  @Test
  void endsWithTheDaemon() {
    reservation.lost();
    assertFails(false, "the node daemon is gone");
  }
}
