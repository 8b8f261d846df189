package org.mosix.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.boot.Hooks;
import org.mosix.boot.JdkPoll;
import org.mosix.boot.Poll;
import org.mosix.boot.PollState;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PollSwitchTest {

  /** Enough for both compilers. */
  private static final int COMPILED = 2_000_000;

  private final CountedPolls counted = new CountedPolls();
  private final PollSwitch polls = TestPolls.polls();
  private volatile boolean over;

  @BeforeEach
  void listen() {
    Hooks.install(counted);
  }

  @AfterEach
  void endArming() {
    polls.idle();
    Hooks.install(null);
  }

  @Test
  void idlePollsAskNobody() {
    assertThat(loop(COMPILED)).isEqualTo(COMPILED);
    assertThat(counted.count()).isZero();
    assertThat(PollState.isArmed()).isFalse();
  }

  @Test
  void armedPollsAskAlsoInCodeThatWasCompiled() {
    loop(COMPILED);
    polls.arm();
    loop(3);
    assertThat(counted.count()).isEqualTo(3);
    assertThat(PollState.isArmed()).isTrue();
    polls.disarm();
    loop(3);
    assertThat(counted.count()).isEqualTo(3);
  }

  @Test
  void loopThatRunsAlreadyMeetsItsPolls() throws InterruptedException {
    Thread looping = new Thread(() -> loop(Integer.MAX_VALUE));
    looping.start();
    try {
      for (int i = 0; i < 20; i++) {
        polls.arm();
        awaitPolls(20_000);
        polls.armAgain(true);
        awaitPolls(1);
        polls.free();
      }
    } finally {
      over = true;
      looping.join();
    }
  }

  @Test
  void readyPollsAskNobodyBeforeTheyAreArmed() {
    polls.prepareAll();
    assertThat(loop(COMPILED)).isEqualTo(COMPILED);
    assertThat(counted.count()).isZero();
    polls.arm();
    loop(3);
    assertThat(counted.count()).isEqualTo(3);
    polls.disarm();
    loop(3);
    assertThat(counted.count()).isEqualTo(3);
    polls.arm();
    loop(2);
    assertThat(counted.count()).isEqualTo(5);
    polls.free();
    PollState.setArmed(true);
    loop(3);
    jdkLoop(1);
    assertThat(counted.count()).isEqualTo(6);
  }

  @Test
  void pollsOfTheJdkAreReadyBeforeTheyAreArmed() {
    loop(COMPILED);
    polls.prepare();
    assertThat(jdkLoop(COMPILED)).isEqualTo(COMPILED);
    assertThat(counted.count()).isZero();
    polls.arm();
    jdkLoop(3);
    assertThat(counted.count()).isEqualTo(3);
    polls.disarm();
    jdkLoop(3);
    polls.arm();
    jdkLoop(2);
    assertThat(counted.count()).isEqualTo(5);
    polls.idle();
    jdkLoop(3);
    loop(3);
    assertThat(counted.count()).isEqualTo(5);
  }

  @Test
  void onlyPollsAreDiscardedWithThem() {
    assertThat(methods(Poll.class)).containsExactlyInAnyOrder("poll", "readyPoll");
    assertThat(methods(JdkPoll.class)).containsExactlyInAnyOrder("poll", "readyPoll");
  }

  private static List<String> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods()).map(Method::getName).toList();
  }

  private void awaitPolls(int more) {
    int wanted = counted.count() + more;
    while (counted.count() < wanted) {
      Thread.onSpinWait();
    }
  }

  private static int jdkLoop(int times) {
    int done = 0;
    while (done < times) {
      done++;
      JdkPoll.poll();
    }
    return done;
  }

  private int loop(int times) {
    int done = 0;
    while (done < times && !over) {
      done++;
      Poll.poll();
    }
    return done;
  }
}
