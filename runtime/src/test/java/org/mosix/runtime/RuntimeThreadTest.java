package org.mosix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import jdk.internal.misc.Unsafe;
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

  /** Threads that the VM starts meanwhile take numbers too. */
  @Test
  void takesNoNumberOfTheProgram() {
    boolean follows = false;
    for (int i = 0; i < 100 && !follows; i++) {
      long before = new Thread(() -> { }).getId();
      new RuntimeThread(() -> { }, "mosix-one");
      new RuntimeThread(() -> { }, "mosix-two");
      follows = new Thread(() -> { }).getId() == before + 1;
    }
    assertThat(follows).isTrue();
  }

  @Test
  void arrivedThreadHasTheNumberOfItsProgramAndIsKeptOutByThreadsWithTheSame() throws Throwable {
    Object monitor = new Object();
    boolean[] inside = new boolean[1];
    Thread arrived = new Thread(() -> {
      synchronized (monitor) {
        inside[0] = true;
      }
    }, "arrived");
    long number = Thread.currentThread().getId();
    Unsafe unsafe = Unsafe.getUnsafe();
    unsafe.putLong(arrived, unsafe.objectFieldOffset(Thread.class, "tid"), number);
    synchronized (monitor) {
      RuntimeThread.startArrived(arrived, arrived::start);
      while (arrived.getState() != Thread.State.BLOCKED && arrived.isAlive()) {
        Thread.onSpinWait();
      }
      assertThat(inside[0]).isFalse();
      assertThat(arrived.getId()).isEqualTo(number);
    }
    arrived.join();
    assertThat(inside[0]).isTrue();
  }
}
