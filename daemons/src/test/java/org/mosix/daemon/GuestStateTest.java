package org.mosix.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class GuestStateTest {

  private static final Map<GuestState, Set<GuestState>> LEGAL = Map.of(
      GuestState.STARTING, Set.of(GuestState.WARM, GuestState.TAKEN, GuestState.SERVING, GuestState.ENDED),
      GuestState.WARM, Set.of(GuestState.TAKEN, GuestState.SERVING, GuestState.ENDED),
      GuestState.TAKEN, Set.of(GuestState.KEPT, GuestState.ENDED),
      GuestState.KEPT, Set.of(GuestState.TAKEN, GuestState.ENDED),
      GuestState.SERVING, Set.of(GuestState.ENDED),
      GuestState.ENDED, Set.of());

  @ParameterizedTest
  @EnumSource
  void allowsExactlyTheLegalTransitions(GuestState from) {
    for (GuestState to : GuestState.values()) {
      assertThat(from.allows(to)).as("%s -> %s", from, to).isEqualTo(LEGAL.get(from).contains(to));
    }
  }

  @Test
  void guestRefusesAnIllegalTransition() {
    Guest guest = new Guest(ProcessHandle.current(), new Guest.Kind("", List.of()));
    guest.become(GuestState.TAKEN);
    assertThatThrownBy(() -> guest.become(GuestState.WARM)).isInstanceOf(IllegalStateException.class).hasMessageContaining("TAKEN -> WARM");
  }
}
