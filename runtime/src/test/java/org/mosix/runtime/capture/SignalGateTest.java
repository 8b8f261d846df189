package org.mosix.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jdk.internal.misc.Signal;
import jdk.internal.misc.Unsafe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosix.boot.SignalGate;

@Timeout(30)
class SignalGateTest {

  private static final Signal SIGNAL = new Signal("USR2");
  private static final int NUMBER = SIGNAL.getNumber();

  private final BlockingQueue<Integer> handled = new LinkedBlockingQueue<>();
  private final List<Integer> passed = new ArrayList<>();
  private Signal.Handler before;

  @BeforeEach
  void handle() {
    before = Signal.handle(SIGNAL, signal -> handled.add(signal.getNumber()));
  }

  @AfterEach
  void putBack() {
    SignalGate.open();
    Signal.handle(SIGNAL, before);
  }

  @Test
  void handlesASignalOfAProcessThatRunsHere() throws InterruptedException {
    SignalGate.raise(NUMBER);
    assertThat(handled.take()).isEqualTo(NUMBER);
    assertThat(SignalGate.awaitStarted(0)).isTrue();
  }

  @Test
  void signalsOfAStoppedProcessWaitUntilItRunsOn() throws InterruptedException {
    SignalGate.close();
    SignalGate.raise(NUMBER);
    SignalGate.raise(NUMBER);
    assertThat(SignalGate.awaitStarted(10_000)).isTrue();
    assertThat(handled).isEmpty();
    SignalGate.open();
    assertThat(handled.take()).isEqualTo(NUMBER);
    assertThat(handled.take()).isEqualTo(NUMBER);
    SignalGate.open();
    assertThat(handled).isEmpty();
  }

  @Test
  void signalsOfAProcessThatHasLeftGoThere() {
    SignalGate.close();
    SignalGate.raise(NUMBER);
    SignalGate.passTo(passed::add);
    assertThat(passed).containsExactly(NUMBER);
    SignalGate.raise(1);
    assertThat(passed).containsExactly(NUMBER, 1);
    assertThat(handled).isEmpty();
  }

  @Test
  void signalsOfAProcessThatComesBackWaitForIt() throws InterruptedException {
    SignalGate.passTo(passed::add);
    SignalGate.close();
    SignalGate.raise(NUMBER);
    assertThat(passed).isEmpty();
    SignalGate.open();
    assertThat(handled.take()).isEqualTo(NUMBER);
  }

  @Test
  void saysThatAHandlerIsStillBeingStarted() throws InterruptedException, NoSuchFieldException {
    Thread vm = new Thread(() -> SignalGate.raise(NUMBER));
    synchronized (handlers()) {
      vm.start();
      while (vm.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      SignalGate.close();
      assertThat(SignalGate.awaitStarted(1)).isFalse();
    }
    assertThat(SignalGate.awaitStarted(10_000)).isTrue();
    assertThat(handled.poll(10, TimeUnit.SECONDS)).isEqualTo(NUMBER);
  }

  /** The table whose lock the JDK takes to start a handler. */
  private static Object handlers() throws NoSuchFieldException {
    Field table = Signal.class.getDeclaredField("handlers");
    return Unsafe.getUnsafe().getReference(Unsafe.getUnsafe().staticFieldBase(table), Unsafe.getUnsafe().staticFieldOffset(table));
  }
}
