package org.mosix.runtime.process;

import java.util.concurrent.TimeUnit;
import org.mosix.boot.RuntimeThread;
import org.mosix.boot.SignalGate;
import org.mosix.link.Link;
import org.mosix.runtime.Jvm;
import org.mosix.runtime.jvm.NativeHeap;
import org.mosix.runtime.move.HomeHeap;
import org.mosix.runtime.move.MoveFailure;
import org.mosix.runtime.move.FrameType;
import org.mosix.runtime.syscall.LocalCounters;

/**
 * The time in which the home JVM is only a deputy: it must not end although it has no threads of the program, gives back the heap, and
 * passes signals on.
 */
final class Absence {

  /** Exit code of a home JVM whose process was lost with its guest. */
  static final int LOST = 69;

  private static final long STATUS_MILLIS = 500;
  private static final long SAVED_MILLIS = 1_000;
  /** After these pauses freed memory is given back once more: compilers that were at work when the heap was dropped have ended then. */
  private static final long[] TRIMS_MILLIS = {1_000, 1_500, 4_500};

  private final Jvm jvm;
  private volatile boolean here = true;
  /** Freed native memory can be given back here. */
  private volatile boolean trims;
  private Thread keeper;
  private final Vacancy vacancy;

  Absence(Jvm jvm) {
    this.jvm = jvm;
    this.vacancy = new Vacancy(jvm, this::giveBack);
  }

  /** Before the commit: from here on the JVM stays, whatever threads end. */
  synchronized void prepare() {
    here = false;
    if (keeper == null) {
      keeper = new Keeper(this::keep);
      keeper.start();
    }
  }

  /** The commit failed: the process is here. */
  synchronized void cancel() {
    here = true;
    notifyAll();
  }

  /** Keeps the VM running: the only thread of ours that is not a daemon. */
  private static final class Keeper extends RuntimeThread {
    Keeper(Runnable work) {
      super(work, "mosix-deputy");
      setDaemon(false);
    }
  }

  private synchronized void keep() {
    try {
      for (long pause : TRIMS_MILLIS) {
        awaitHere(pause);
        if (!here && trims) {
          NativeHeap.trim();
        }
      }
      while (!here) {
        wait();
      }
    } catch (InterruptedException e) {
      return;
    }
    keeper = null;
  }

  /** Returns when the process is here, or the time is over. */
  private void awaitHere(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; !here && left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
      wait(left);
    }
  }

  /** The process runs elsewhere: its threads end here, its heap is dropped. */
  void begin(Link guest) {
    Signals.passTo(guest);
    vacancy.begin();
  }

  /** A move is under way: signals wait. */
  void prepareToMoveOn() {
    SignalGate.close();
  }

  /** The process is at this guest, which may be the one it was at before. */
  void movedOn(Link guest) {
    Signals.passTo(guest);
  }

  private void giveBack() {
    try {
      // Saving takes more memory than it leaves.
      jvm.caches().awaitSaved(SAVED_MILLIS);
      HomeHeap.giveBack();
      trims = true;
    } catch (InterruptedException e) {
      jvm.log("interrupted, this JVM stays larger than it need be", e);
    } catch (UnsupportedOperationException e) {
      jvm.log("this JVM stays larger than it need be", e);
    }
  }

  /** Before the process may come back. */
  void awaitDropped() throws MoveFailure {
    vacancy.awaitDropped();
  }

  /** The process is back. */
  synchronized void end() {
    HomeHeap.restoreLimits();
    cancel();
  }

  /** The guest is gone, and the process with it. */
  void lost(Throwable causeOrNull) {
    System.err.println("mosix: the process is lost: its guest is gone" + (causeOrNull == null ? "" : " (" + causeOrNull.getMessage() + ")"));
    Runtime.getRuntime().halt(LOST);
  }

  /** Threads of the program at the guest; 0 if it does not say. */
  int threads(Away away) {
    try {
      byte[] answer = Calls.call(away.link(), FrameType.STATUS, new byte[0], STATUS_MILLIS);
      return answer.length < 4 ? 0 : LocalCounters.threadsOf(answer);
    } catch (MoveFailure e) {
      return 0;
    }
  }
}
