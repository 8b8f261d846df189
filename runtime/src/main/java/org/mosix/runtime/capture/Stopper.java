package org.mosix.runtime.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.mosix.boot.Blocking;
import org.mosix.runtime.jvm.AllThreads;
import org.mosix.runtime.jvm.VirtualThreads;

/**
 * Stops all threads of the program, in an order that loses nothing: first those that run, which reach a poll by themselves; when none
 * runs any more, those that wait are woken, so that no notify can fall between. Nobody unwinds, and so releases a monitor, before all
 * are stopped.
 */
final class Stopper {

  private static final long TICK_MILLIS = 1;
  /** How long a woken thread may take to reach its poll before it counts as pinned; and how long an attempt goes on after one has stopped. */
  private static final long WAKE_NANOS = 200_000_000;
  /** A machine with other work stops one thread after the other; what has stopped is worth waiting for the rest. */
  private static final long MOST_NANOS = 4_000_000_000L;
  /** Looking at one thread's stack and waking it takes a part of this; thousands may take longer than the attempt was given. */
  private static final long THREAD_NANOS = 300_000;

  private final TrackedThreads threads;
  private final BlockedThreads blocked;
  private final PollSwitch polls;
  private final Stop stop;
  private final long deadline;
  /** Of the first wake-up, or of the last one that had an effect; 0 before. */
  private long lastEffect;
  /** When a thread stopped last, or those that wait were first woken. */
  private long lastProgress;
  private int fewest = Integer.MAX_VALUE;

  Stopper(TrackedThreads threads, BlockedThreads blocked, PollSwitch polls, Stop stop, Duration timeout) {
    this.threads = threads;
    this.blocked = blocked;
    this.polls = polls;
    this.stop = stop;
    this.lastProgress = System.nanoTime();
    this.deadline = lastProgress + timeout.toNanos();
  }

  /** Returns the threads, all stopped or blocked on a monitor that a stopped one holds. */
  List<Tracked> run() throws NotStoppable {
    String hidden = VirtualThreads.hidden();
    if (hidden != null) {
      throw new NotStoppable(List.of(new NotStoppable.Pinned("virtual threads", hidden)));
    }
    forgetPins();
    for (; ; ) {
      int seen = stop.changes();
      long began = System.nanoTime();
      if (stop.discardCompiled(polls) && lastEffect != 0) {
        lastEffect = System.nanoTime();
      }
      List<Tracked> missing = new ArrayList<>();
      List<Tracked> all = new ArrayList<>();
      for (Thread thread : AllThreads.ofProgram()) {
        Tracked tracked = threads.of(thread);
        if (tracked != null) {
          all.add(tracked);
          if (tracked.state != Tracked.State.STOPPED) {
            missing.add(tracked);
          }
        }
      }
      if ((missing.isEmpty() || onlyBlocked(missing)) && VirtualThreads.areSettled() && isComplete(all)) {
        missing.forEach(Stopper::rememberWait);
        return all;
      }
      noteEffect(missing.size());
      if (noneRuns(missing)) {
        wake(missing);
      }
      if (isOver(all.size(), missing)) {
        throw new NotStoppable(reasons(missing));
      }
      // Where there are thousands of threads, looking at them must not keep them from stopping.
      stop.awaitChanges(seen, missing.size(), Math.max(TICK_MILLIS, (System.nanoTime() - began) / Stop.NANOS_PER_MILLI));
    }
  }

  /** What pinned a thread at an earlier attempt is not the reason if it meets no poll at this one. */
  private void forgetPins() {
    for (Thread thread : AllThreads.ofProgram()) {
      Tracked tracked = threads.of(thread);
      if (tracked != null) {
        tracked.pinned = null;
      }
    }
  }

  /** Threads may have been started by one that was stopped after the list was made; now that nobody runs, a second look sees them. */
  private boolean isComplete(List<Tracked> all) {
    Set<Tracked> known = new HashSet<>(all);
    for (Thread thread : AllThreads.ofProgram()) {
      Tracked tracked = threads.of(thread);
      if (tracked != null && !known.contains(tracked)) {
        return false;
      }
    }
    return true;
  }

  private void noteEffect(int missing) {
    if (missing < fewest) {
      fewest = missing;
      lastProgress = System.nanoTime();
      lastEffect = lastEffect == 0 ? 0 : lastProgress;
    }
  }

  private boolean isOver(int threads, List<Tracked> missing) {
    long late = System.nanoTime() - threads * THREAD_NANOS - deadline;
    if (late > MOST_NANOS) {
      return true;
    }
    boolean inVain = late > 0 && System.nanoTime() - lastProgress > WAKE_NANOS || wokenInVain();
    return inVain && noneLooks(missing);
  }

  private static boolean noneLooks(List<Tracked> missing) {
    for (Tracked tracked : missing) {
      if (tracked.looking) {
        return false;
      }
    }
    return true;
  }

  private boolean wokenInVain() {
    return lastEffect != 0 && System.nanoTime() - lastEffect > WAKE_NANOS;
  }

  private boolean onlyBlocked(List<Tracked> missing) {
    for (Tracked tracked : missing) {
      if (tracked.thread.getState() != Thread.State.BLOCKED) {
        return false;
      }
    }
    for (Tracked tracked : missing) {
      if (!blocked.reachesPoll(tracked.thread)) {
        return false;
      }
    }
    // A thread may have got its monitor since the first look; once more now that nobody else can run.
    for (Tracked tracked : missing) {
      if (tracked.state != Tracked.State.STOPPED && tracked.thread.getState() != Thread.State.BLOCKED) {
        return false;
      }
    }
    return true;
  }

  /** True if all threads of the program wait for something. */
  static boolean noneRuns() {
    for (Thread thread : AllThreads.ofProgram()) {
      if (runs(thread)) {
        return false;
      }
    }
    return true;
  }

  private static boolean noneRuns(List<Tracked> missing) {
    for (Tracked tracked : missing) {
      if (runs(tracked.thread)) {
        return false;
      }
    }
    return true;
  }

  private static boolean runs(Thread thread) {
    return thread.getState() == Thread.State.RUNNABLE && !Blocking.isWaiting(thread);
  }

  private void wake(List<Tracked> missing) {
    for (Tracked tracked : missing) {
      Thread thread = tracked.thread;
      if (thread.getState() == Thread.State.BLOCKED) {
        continue;
      }
      if (lastEffect == 0) {
        lastEffect = System.nanoTime();
        lastProgress = lastEffect;
      }
      if (Blocking.isWaiting(thread)) {
        rememberWait(tracked);
        Blocking.wake(thread);
      } else {
        LockSupport.unpark(thread);
      }
    }
  }

  private static void rememberWait(Tracked tracked) {
    long since = Blocking.waitingSince(tracked.thread);
    if (since != 0) {
      tracked.waitingSince = since;
    }
  }

  /** As long as a thread ran, nobody was woken: those that wait would have stopped. */
  private List<NotStoppable.Pinned> reasons(List<Tracked> missing) {
    List<NotStoppable.Pinned> reasons = new ArrayList<>();
    List<NotStoppable.Pinned> others = new ArrayList<>();
    for (Tracked tracked : missing) {
      boolean asked = lastEffect != 0 || tracked.pinned != null || runs(tracked.thread);
      (asked ? reasons : others).add(new NotStoppable.Pinned(tracked.thread.getName(), reason(tracked)));
    }
    return reasons.isEmpty() ? others : reasons;
  }

  private static String reason(Tracked tracked) {
    String pinned = tracked.pinned;
    if (pinned != null) {
      return pinned;
    }
    StackTraceElement[] trace = tracked.thread.getStackTrace();
    String where = trace.length == 0 ? "no frames" : trace[0].getClassName() + '.' + trace[0].getMethodName();
    return tracked.thread.getState().name().toLowerCase(java.util.Locale.ROOT) + " in " + where;
  }

}
