package org.mosix.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.boot.Hooks;
import org.mosix.boot.Poll;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class BlockedThreadsTest {

  private final BlockedThreads blocked = new BlockedThreads();
  private final Object monitor = new Object();

  @Test
  void threadBlockedInTheProgramReachesAPoll() throws InterruptedException {
    Thread thread;
    synchronized (monitor) {
      thread = blocked(this::enter);
      assertThat(blocked.reachesPoll(thread)).isTrue();
    }
    thread.join();
  }

  @Test
  void threadBlockedInTheRuntimeAtAPollIsPastIt() throws InterruptedException {
    PollSwitch polls = TestPolls.polls();
    Hooks.install(new CountedPolls() {
      @Override
      public boolean poll() {
        enter();
        return false;
      }
    });
    polls.arm();
    try {
      Thread thread;
      synchronized (monitor) {
        thread = blocked(Poll::poll);
        assertThat(blocked.reachesPoll(thread)).isFalse();
      }
      thread.join();
    } finally {
      polls.free();
      Hooks.install(null);
    }
  }

  private void enter() {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }

  private static Thread blocked(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
    return thread;
  }
}
