package org.mosix.runtime.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mosix.boot.Blocking;
import org.mosix.boot.BlockingIo;
import org.mosix.boot.Hooks;
import org.mosix.boot.RuntimeThread;
import org.mosix.boot.Sys;
import org.mosix.boot.SysCalls;
import org.mosix.boot.SysKept;
import org.mosix.boot.SysPoll;
import org.mosix.runtime.capture.CountedPolls;
import org.mosix.runtime.capture.PollSwitch;
import org.mosix.runtime.capture.TestPolls;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BlockingTest {

  private final Object monitor = new Object();
  private boolean told;

  @Test
  void wakeUpDoesNotEndAWait() throws Exception {
    Task<Boolean> waiter = start(() -> {
      synchronized (monitor) {
        while (!told) {
          Blocking.await(monitor);
        }
        return Thread.interrupted();
      }
    });
    for (int i = 0; i < 200; i++) {
      waiter.wakeUntilItWaitsAgain();
    }
    synchronized (monitor) {
      told = true;
      monitor.notifyAll();
    }
    assertThat(waiter.get()).isFalse();
  }

  /** As when a thread that was pinned runs on, or one goes on before those it notifies have their monitor back. */
  @Test
  void notifyIsNotLostWhenTheStopThatEndedTheWaitIsGivenUp() throws Exception {
    Task<Boolean> waiter = start(() -> {
      synchronized (monitor) {
        Blocking.await(monitor);
        return Thread.interrupted();
      }
    });
    Thread thread = waiter.waiting();
    synchronized (monitor) {
      Blocking.wake(thread);
      while (thread.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      monitor.notifyAll();
      Blocking.stopGivenUp();
    }
    assertThat(waiter.get()).isFalse();
  }

  @Test
  void wakeUpDoesNotShortenATimedWait() throws Exception {
    Task<Long> waiter = start(() -> {
      long start = System.nanoTime();
      synchronized (monitor) {
        Blocking.await(monitor, 200);
      }
      return System.nanoTime() - start;
    });
    for (int i = 0; i < 20; i++) {
      Blocking.wake(waiter.waiting());
    }
    assertThat(Duration.ofNanos(waiter.get())).isBetween(Duration.ofMillis(199), Duration.ofSeconds(10));
  }

  @Test
  void wakeUpDoesNotShortenASleep() throws Exception {
    Task<Long> sleeper = start(() -> {
      long start = System.nanoTime();
      Blocking.sleep(Duration.ofMillis(200));
      return Thread.interrupted() ? -1 : System.nanoTime() - start;
    });
    for (int i = 0; i < 20; i++) {
      Blocking.wake(sleeper.waiting());
    }
    assertThat(Duration.ofNanos(sleeper.get())).isBetween(Duration.ofMillis(199), Duration.ofSeconds(10));
  }

  @Test
  void interruptOfTheProgramEndsAWaitWithTheJdksMessage() throws Exception {
    Task<String> sleeper = start(() -> {
      try {
        Blocking.sleep(60_000);
        return "slept";
      } catch (InterruptedException e) {
        return e.getMessage() + " " + Thread.interrupted() + " " + e.getStackTrace()[0].getClassName();
      }
    });
    Thread thread = sleeper.waiting();
    Blocking.wake(thread);
    Blocking.interrupted(thread);
    thread.interrupt();
    assertThat(sleeper.get()).isEqualTo("sleep interrupted false java.lang.Thread");
  }

  @Test
  void pendingInterruptEndsAWaitAtOnce() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Blocking.sleep(10_000)).isInstanceOf(InterruptedException.class).hasMessage("sleep interrupted");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void manyWakeUpsAndInterruptsLoseNone() throws Exception {
    int interrupts = 300;
    Task<Integer> sleeper = start(() -> {
      int seen = 0;
      while (seen < interrupts) {
        try {
          Blocking.sleep(10_000);
        } catch (InterruptedException e) {
          seen++;
          synchronized (monitor) {
            told = true;
            monitor.notifyAll();
          }
        }
      }
      return seen;
    });
    Thread thread = sleeper.thread;
    for (int i = 0; i < interrupts; i++) {
      Blocking.interrupted(thread);
      thread.interrupt();
      for (boolean seen = false; !seen;) {
        Blocking.wake(thread);
        synchronized (monitor) {
          seen = told;
          told = false;
        }
      }
    }
    assertThat(sleeper.get()).isEqualTo(interrupts);
  }

  @Test
  void threadHeldBackWhileOthersGetTheirFramesIsFoundWaitingByTheNextStop() throws Exception {
    CountedPolls counted = new CountedPolls();
    PollSwitch polls = TestPolls.polls();
    Hooks.install(counted);
    Blocking.setRestoring(true);
    try {
      Task<Integer> waiter = start(() -> {
        synchronized (monitor) {
          Blocking.await(monitor, 1);
          return counted.count();
        }
      });
      Thread thread = waiter.heldBack();
      synchronized (monitor) {
        Blocking.setRestoring(false);
        polls.arm();
        while (thread.getState() != Thread.State.BLOCKED) {
          Thread.onSpinWait();
        }
        assertThat(Blocking.isWaiting(thread)).isTrue();
        assertThat(Blocking.waitingSince(thread)).isPositive();
      }
      assertThat(waiter.get()).as("polls between getting the monitor and using it").isPositive();
    } finally {
      polls.free();
      Blocking.setRestoring(false);
      Hooks.install(null);
    }
  }

  @Test
  void mistakesAreReportedAsByTheJdk() {
    assertThatThrownBy(() -> Blocking.await(monitor)).isInstanceOf(IllegalMonitorStateException.class)
        .hasMessage(message(() -> monitor.wait()));
    assertThatThrownBy(() -> Blocking.await(monitor, -1)).hasMessage(message(() -> monitor.wait(-1)));
    assertThatThrownBy(() -> Blocking.await(monitor, 1, -1)).hasMessage(message(() -> monitor.wait(1, -1)));
    assertThatThrownBy(() -> Blocking.sleep(-1)).hasMessage(message(() -> Thread.sleep(-1)));
    assertThatThrownBy(() -> Blocking.sleep(1, 1_000_000)).hasMessage(message(() -> Thread.sleep(1, 1_000_000)));
    assertThat(Blocking.isWaiting(Thread.currentThread())).isFalse();
  }

  @Test
  void readOfAPipeWaitsUntilThereIsSomething(@TempDir Path directory) throws Exception {
    Process child = new ProcessBuilder("cat").start();
    FileInputStream pipe = new FileInputStream(Pipes.descriptor(child.getInputStream()));
    try {
      Task<Boolean> reader = start(() -> {
        FileInputStream readable = BlockingIo.readable(pipe);
        SysKept.done(readable, pipe);
        return readable != pipe;
      });
      for (int i = 0; i < 50; i++) {
        Blocking.wake(reader.waiting());
      }
      assertThat(reader.task.isDone()).isFalse();
      child.getOutputStream().write(65);
      child.getOutputStream().flush();
      assertThat(reader.get()).isTrue();
      assertThat(child.getInputStream().read()).isEqualTo(65);
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void readThatHasBegunGoesOnWhenItsStreamIsClosed() throws Exception {
    Process child = new ProcessBuilder("cat").start();
    FileInputStream pipe = new FileInputStream(Pipes.descriptor(child.getInputStream()));
    try {
      Task<Integer> reader = start(() -> {
        FileInputStream readable = BlockingIo.readable(pipe);
        int first = readable.read();
        SysKept.done(readable, pipe);
        return readable.getFD().valid() ? -2 : first;
      });
      reader.waiting();
      pipe.close();
      Blocking.wake(reader.waiting());
      child.getOutputStream().write(65);
      child.getOutputStream().flush();
      assertThat(reader.get()).isEqualTo(65);
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void readOfARegularFileDoesNotWait(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "x");
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      assertThat(SysPoll.isSeekable(in.getFD())).isTrue();
      assertThat(BlockingIo.readable(in)).isSameAs(in);
      assertThat(BlockingIo.readable(in)).isSameAs(in);
    }
    FileInputStream closed = new FileInputStream(new FileDescriptor());
    assertThat(BlockingIo.readable(closed)).isSameAs(closed);
  }

  /** As those of the standard streams of a guest when a process comes to it. */
  @Test
  void descriptorThatBecomesHomesIsAskedForThere(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "x");
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      BlockingIo.readable(in);
      int own = Descriptors.number(in.getFD());
      Waits home = new Waits();
      Sys.attach(home);
      Descriptors.setNumber(in.getFD(), Descriptors.toGuest(own));
      try {
        BlockingIo.readable(in);
      } finally {
        Descriptors.setNumber(in.getFD(), own);
        Sys.attach(null);
      }
      assertThat(home.asked).isEqualTo(1);
    }
  }

  /** A home whose descriptors are pipes that can be read. */
  private static final class Waits extends SysCalls {
    private int asked;

    @Override
    public Object call(int index, Object[] arguments) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object callBlocking(int index, Object[] arguments, long waitId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean mayBlock(FileDescriptor fd) {
      return true;
    }

    @Override
    public int keep(FileDescriptor fd) {
      asked++;
      return -1;
    }

    @Override
    public boolean awaitReadable(FileDescriptor fd, long waitId, long millis) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int awaitExit(long pid, boolean reap, long waitId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void cancelWait(long waitId) {
      throw new UnsupportedOperationException();
    }
  }

  private interface Failing {
    void run() throws Exception;
  }

  private static String message(Failing action) {
    try {
      action.run();
      return "no exception";
    } catch (Exception e) {
      return e.getMessage();
    }
  }

  private record Task<T>(FutureTask<T> task, Thread thread) {

    T get() throws Exception {
      return task.get();
    }

    /** The thread, once its wait is over and it is kept from going on. */
    Thread heldBack() {
      while (!isHeldBack()) {
        Thread.onSpinWait();
      }
      return thread;
    }

    private boolean isHeldBack() {
      for (StackTraceElement frame : thread.getStackTrace()) {
        if (frame.getMethodName().equals("holdBack")) {
          return true;
        }
      }
      return false;
    }

    /** No notify is lost behind it: as in a stop, which wakes when all that could notify are stopped. */
    void wakeUntilItWaitsAgain() {
      long wait = Blocking.waitingSince(waiting());
      Blocking.wake(thread);
      for (long now = wait; now == wait || now == 0; now = Blocking.waitingSince(thread)) {
        Thread.onSpinWait();
      }
    }

    /** The thread, once it waits. */
    Thread waiting() {
      while (!Blocking.isWaiting(thread) && thread.isAlive()) {
        Thread.onSpinWait();
      }
      return thread;
    }
  }

  private static <T> Task<T> start(Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    Thread thread = new Thread(task);
    assertThat(thread).isNotInstanceOf(RuntimeThread.class);
    thread.setDaemon(true);
    thread.start();
    return new Task<>(task, thread);
  }
}
