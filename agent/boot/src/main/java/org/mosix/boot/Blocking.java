package org.mosix.boot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jdk.internal.vm.annotation.ForceInline;

/**
 * What instrumented code calls instead of {@code Object.wait} and {@code Thread.sleep}. A thread that waits here can be woken by the
 * runtime, is captured at the poll after that, and waits again for what is left of its time: the program sees no spurious wake-up and
 * no interrupt that it did not send.
 *
 * <p>Only a wait for a notify that the runtime ended for a stop it then gave up is over for the program too: others may have notified in vain. The JDK allows that at any time.
 *
 * <p>These methods are instrumented like the program's own and are captured as ordinary frames; {@link SysWaits}, which does the real
 * waiting, is not, and is never on a captured stack.
 */
public final class Blocking {

  private static final long NANOS_PER_MILLI = 1_000_000L;

  private Blocking() {}

  /** {@code monitor.wait()}. */
  public static void await(Object monitor) throws InterruptedException {
    int state = SysWaits.await(monitor);
    while (state != SysWaits.OVER) {
      Poll.poll();
      state = again(monitor, state, true, 0);
    }
  }

  /** {@code monitor.wait(millis)}. */
  public static void await(Object monitor, long millis) throws InterruptedException {
    long deadline = millis <= 0 ? 0 : deadline(millis, 0);
    int state = SysWaits.await(monitor, millis);
    while (state != SysWaits.OVER) {
      Poll.poll();
      state = again(monitor, state, millis <= 0, deadline);
    }
  }

  /** {@code monitor.wait(millis, nanos)}. */
  public static void await(Object monitor, long millis, int nanos) throws InterruptedException {
    boolean forEver = millis <= 0 && nanos <= 0;
    long deadline = forEver ? 0 : deadline(millis, nanos);
    int state = SysWaits.await(monitor, millis, nanos);
    while (state != SysWaits.OVER) {
      Poll.poll();
      state = again(monitor, state, forEver, deadline);
    }
  }

  /**
   * {@code monitor.wait()} of JDK code, which looks at its condition again: a wait that the runtime ended is over. It may have missed a
   * notify, because the VM's own threads (one ends, a reference is cleared) are not stopped. The poll is in the method itself: no poll
   * follows calls of methods of this package, so a frame that called one with a poll inside would pin its thread.
   */
  public static void awaitOnce(Object monitor) throws InterruptedException {
    int state = SysWaits.await(monitor);
    while (state != SysWaits.OVER) {
      Poll.poll();
      state = SysWaits.reenter(monitor, state);
    }
  }

  /** {@code monitor.wait(millis)} of JDK code. */
  public static void awaitOnce(Object monitor, long millis) throws InterruptedException {
    int state = SysWaits.await(monitor, millis);
    while (state != SysWaits.OVER) {
      Poll.poll();
      state = SysWaits.reenter(monitor, state);
    }
  }

  /** {@code monitor.wait(millis, nanos)} of JDK code. */
  public static void awaitOnce(Object monitor, long millis, int nanos) throws InterruptedException {
    int state = SysWaits.await(monitor, millis, nanos);
    while (state != SysWaits.OVER) {
      Poll.poll();
      state = SysWaits.reenter(monitor, state);
    }
  }

  /** {@code Thread.sleep(millis)}. */
  public static void sleep(long millis) throws InterruptedException {
    long deadline = deadline(millis, 0);
    boolean woken = SysWaits.sleep(millis);
    while (woken) {
      Poll.poll();
      woken = sleepRest(deadline);
    }
  }

  /** {@code Thread.sleep(millis, nanos)}. */
  public static void sleep(long millis, int nanos) throws InterruptedException {
    long deadline = deadline(millis, nanos);
    boolean woken = SysWaits.sleep(millis, nanos);
    while (woken) {
      Poll.poll();
      woken = sleepRest(deadline);
    }
  }

  /** {@code Thread.sleep(duration)}, which exists since 19. */
  public static void sleep(Duration duration) throws InterruptedException {
    long nanos = TimeUnit.NANOSECONDS.convert(duration);
    if (nanos >= 0) {
      sleep(nanos / NANOS_PER_MILLI, (int) (nanos % NANOS_PER_MILLI));
    }
  }

  /**
   * When the present wait of {@code thread} for a notify began, as a number that grows; 0 if it does not wait for one. Threads get their
   * monitors back in this order: one that waits needs its monitor for a moment, and who has it now got it later.
   */
  public static long waitingSince(Thread thread) {
    return SysWaits.waitingSince(thread);
  }

  /** True while resumed threads get their frames back: waits that end stay away from the program until all have theirs. */
  public static void setRestoring(boolean restoring) {
    SysWaits.restoring = restoring;
  }

  /** True if {@code thread} waits here or in {@link BlockingIo}: it counts as stopped and can be woken. */
  public static boolean isWaiting(Thread thread) {
    return SysWaits.isWaiting(thread);
  }

  /**
   * Wakes a waiting thread, which goes on to its next poll. Nothing happens if it does not wait here, or is about to end its wait by
   * itself. To be called once every running thread of the program is stopped, so that no notify is lost; may be repeated.
   */
  public static void wake(Thread thread) {
    SysWaits.wake(thread);
  }

  /** To be called before any thread goes on after a stop that was given up: waits that it has ended are over, as far as the program may have notified meanwhile. */
  public static void stopGivenUp() {
    SysWaits.stopGivenUp();
  }

  /** To be called when all threads have been unwound. */
  public static void stopSucceeded() {
    SysWaits.stopSucceeded();
  }

  /** True if an interrupt of the runtime may be under way: an interrupt of the program must be told to {@link #interrupted}. */
  @ForceInline
  public static boolean isWaking() {
    return SysWaits.wakes != 0 || PollState.isArmed();
  }

  /** To be called when the program is about to interrupt {@code thread} and {@link #isWaking}. */
  public static void interrupted(Thread thread) {
    SysWaits.interrupted(thread);
  }

  /** Forgets the waits of threads that were captured and sent away. */
  public static void forgetWaits() {
    SysWaits.forget();
  }

  private static int again(Object monitor, int state, boolean forEver, long deadline) throws InterruptedException {
    if (state != SysWaits.AGAIN) {
      return SysWaits.reenter(monitor, state);
    }
    if (SysWaits.mayHaveMissedNotify()) {
      return SysWaits.reenter(monitor, SysWaits.LATE);
    }
    if (forEver) {
      return SysWaits.await(monitor);
    }
    long left = deadline - GuestClock.nanoTime();
    if (left <= 0) {
      return SysWaits.reenter(monitor, state);
    }
    return SysWaits.await(monitor, left / NANOS_PER_MILLI, (int) (left % NANOS_PER_MILLI));
  }

  private static boolean sleepRest(long deadline) throws InterruptedException {
    long left = deadline - GuestClock.nanoTime();
    return left > 0 && SysWaits.sleep(left / NANOS_PER_MILLI, (int) (left % NANOS_PER_MILLI));
  }

  /** On the program's {@code nanoTime}; at most 146 years ahead, so that differences do not overflow. */
  private static long deadline(long millis, int nanos) {
    long most = Long.MAX_VALUE / 2;
    long time = millis > most / NANOS_PER_MILLI ? most : millis * NANOS_PER_MILLI + nanos;
    return GuestClock.nanoTime() + time;
  }
}
