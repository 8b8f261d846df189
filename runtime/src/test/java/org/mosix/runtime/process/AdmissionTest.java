package org.mosix.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class AdmissionTest {

  private final Admission admission = new Admission();

  @Test
  void guestThatHasActedKeepsTheProcess() {
    admission.tell();
    assertThat(admission.admits()).isTrue();
    assertThat(admission.dismiss()).isFalse();
    assertThat(admission.admits()).isTrue();
  }

  @Test
  void callsThatPrepareAGuestDoNotCount() {
    assertThat(admission.admits()).isTrue();
    admission.tell();
    assertThat(admission.dismiss()).isTrue();
  }

  @Test
  void dismissedGuestActsNoMore() {
    admission.tell();
    assertThat(admission.dismiss()).isTrue();
    assertThat(admission.admits()).isFalse();
    assertThat(admission.dismiss()).isTrue();
  }

  @Test
  void guestIsToldOnce() {
    admission.tell();
    assertThatThrownBy(admission::tell).isInstanceOf(IllegalStateException.class).hasMessage("admission: TOLD (expected: PREPARING)");
  }
}
