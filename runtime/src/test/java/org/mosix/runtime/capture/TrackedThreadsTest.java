package org.mosix.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import jdk.internal.misc.Unsafe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class TrackedThreadsTest {

  private final TrackedThreads threads = new TrackedThreads();

  @Test
  void threadThatTheVmIsMakingIsNobodysYet() throws InstantiationException {
    Thread unnamed = (Thread) Unsafe.getUnsafe().allocateInstance(Thread.class);
    assertThat(threads.of(unnamed)).isNull();
  }
}
