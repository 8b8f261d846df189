package org.mosix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.boot.RuntimeThread;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RuntimeThreadTest {

  /** Since Java 24 two threads with one number own each other's monitors. */
  @Test
  void hasANumberThatNoThreadOfAProgramHas() throws InterruptedException {
    long[] own = new long[1];
    RuntimeThread one = new RuntimeThread(() -> own[0] = Thread.currentThread().getId(), "mosix-one");
    RuntimeThread two = new RuntimeThread(() -> { }, "mosix-two");
    one.start();
    one.join();

    assertThat(own[0]).isEqualTo(one.getId()).isGreaterThanOrEqualTo(1_000_000_000);
    assertThat(two.getId()).isGreaterThan(one.getId());
    assertThat(new Thread(() -> { }).getId()).isLessThan(1_000_000_000);
  }
}
