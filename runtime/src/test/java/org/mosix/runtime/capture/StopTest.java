package org.mosix.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class StopTest {

  @Test
  void noThreadOfAStopThatWasGivenUpLooksStopped() {
    Stop stop = new Stop();
    List<Tracked> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(stopped(stop));
    }
    stop.enter(Stop.Phase.ABANDONED);
    stop.awaitLeft();
    assertThat(all).allMatch(thread -> thread.state == Tracked.State.RUNNING);
  }

  @Test
  void whatMustBeDoneBeforeThreadsGoOnIsDoneBefore() {
    Stop stop = new Stop();
    Tracked thread = new Tracked(new Thread(), true);
    List<Stop.Phase> seen = new ArrayList<>();
    stop.enter(Stop.Phase.UNWINDING);
    thread.state = Tracked.State.UNWINDING;
    assertThat(stop.abandonIfNoneUnwinds(List.of(thread), () -> seen.add(stop.phase()))).isFalse();
    assertThat(seen).isEmpty();
    thread.state = Tracked.State.UNWOUND;
    assertThat(stop.abandonIfNoneUnwinds(List.of(thread), () -> seen.add(stop.phase()))).isTrue();
    assertThat(seen).containsExactly(Stop.Phase.UNWINDING);
    assertThat(stop.phase()).isEqualTo(Stop.Phase.ABANDONED);
  }

  @Test
  void threadsAreLookedAtAgainWhenAShareOfThoseThatAreMissingHasStopped() throws Exception {
    Stop stop = new Stop();
    int seen = stop.changes();
    FutureTask<Integer> look = new FutureTask<>(() -> {
      stop.awaitChanges(seen, 80, 5_000);
      return stop.changes() - seen;
    });
    Thread looker = new Thread(look);
    looker.setDaemon(true);
    looker.start();
    for (int i = 0; i < 10; i++) {
      while (looker.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      assertThat(look.isDone()).isFalse();
      stop.changed();
    }
    assertThat(look.get()).isEqualTo(10);
  }

  /** A thread that stops, once it has. */
  private static Tracked stopped(Stop stop) {
    Tracked[] made = new Tracked[1];
    Thread thread = new Thread(() -> stop.stopped(made[0]));
    made[0] = new Tracked(thread, true);
    thread.setDaemon(true);
    thread.start();
    while (made[0].state != Tracked.State.STOPPED) {
      Thread.onSpinWait();
    }
    return made[0];
  }
}
