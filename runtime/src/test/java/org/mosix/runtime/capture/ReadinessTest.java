package org.mosix.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.boot.Hooks;
import org.mosix.boot.JdkPoll;
import org.mosix.boot.Poll;
import org.mosix.boot.PollState;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ReadinessTest {

  private final CountedPolls counted = new CountedPolls();
  private final PollSwitch polls = TestPolls.polls();
  private final Readiness readiness = new Readiness(polls, 3_600_000);

  @BeforeEach
  void listen() {
    Hooks.install(counted);
  }

  @AfterEach
  void endAll() {
    polls.idle();
    Hooks.install(null);
  }

  @Test
  void moveThatWasNotMadeLeavesNothingBehind() {
    readiness.beginMove(false);
    assertThat(isReady()).isTrue();
    assertThat(isProgramReady()).isFalse();
    polls.arm();
    readiness.disarm();
    assertThat(isReady()).isTrue();
    readiness.endMove();
    readiness.disarm();
    assertThat(isReady()).isFalse();
    assertThat(isProgramReady()).isFalse();
  }

  @Test
  void programThatWaitsIsMadeReadyBeforeTheStop() {
    readiness.beginMove(true);
    assertThat(isProgramReady()).isTrue();
    polls.arm();
    readiness.disarm();
    assertThat(isProgramReady()).isTrue();
    readiness.endMove();
    readiness.disarm();
    assertThat(isProgramReady()).isFalse();
  }

  @Test
  void vacantJvmStaysReady() {
    readiness.beginMove(false);
    readiness.vacant();
    readiness.endMove();
    readiness.disarm();
    assertThat(isReady()).isTrue();
    assertThat(isProgramReady()).isTrue();
  }

  @Test
  void processThatHasComeMayMoveOnSoon() {
    readiness.vacant();
    polls.arm();
    readiness.occupied();
    readiness.disarm();
    assertThat(isReady()).isTrue();
    assertThat(isProgramReady()).isFalse();
  }

  @Test
  void processThatStaysHasFreePolls() {
    Readiness brief = new Readiness(polls, 5);
    brief.vacant();
    brief.occupied();
    brief.disarm();
    while (isReady()) {
      Thread.onSpinWait();
    }
    brief.beginMove(false);
    assertThat(isReady()).isTrue();
    brief.endMove();
    brief.disarm();
    assertThat(isReady()).isFalse();
  }

  /** Ready polls do nothing before they are armed, which takes no more than this. */
  private boolean isReady() {
    return asks(JdkPoll::poll);
  }

  private boolean isProgramReady() {
    return asks(Poll::poll);
  }

  private boolean asks(Runnable poll) {
    int before = counted.count();
    PollState.setArmed(true);
    poll.run();
    PollState.setArmed(false);
    return counted.count() > before;
  }
}
