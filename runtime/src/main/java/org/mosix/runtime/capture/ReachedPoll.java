package org.mosix.runtime.capture;

import org.mosix.runtime.classes.ClassCatalog;

/** What a thread of the program does at an armed poll. */
final class ReachedPoll {

  enum Next {
    RUN_ON,
    /** Its frame was recorded, and must end now. */
    UNWIND,
    /** The code that holds the poll has been discarded: poll once more. */
    AGAIN
  }

  /**
   * What a thread passes on its way into and out of a wait or a system call, through JDK methods with polls of their own: ours, and that by which virtual
   * threads wait for sockets. A poll follows at once, and must not be passed by as those of pinned threads are.
   */
  private static final String[] PASSING = {"org.mosix.boot.Sys", "org.mosix.runtime.syscall.", "sun.nio.ch.Poller."};

  /** A pinned thread is not looked at again before this time: looking is dear, and it passes many polls. */
  private static final long PINNED_NANOS = 500_000;

  private final StackCheck check;
  private final FrameRecorder recorder;
  private final Throttle throttle;

  ReachedPoll(StackCheck check, FrameRecorder recorder, Throttle throttle) {
    this.check = check;
    this.recorder = recorder;
    this.throttle = throttle;
  }

  /**
   * @param thread the current one
   * @param now the attempt that is under way; null if none is
   */
  Next next(Tracked thread, Stop now) {
    if (thread.birth != null) {
      return Next.UNWIND;
    }
    if (thread.state == Tracked.State.UNWINDING) {
      return record(thread, now);
    }
    Stop.Phase phase = now == null ? Stop.Phase.ABANDONED : now.phase();
    if (phase == Stop.Phase.ABANDONED) {
      throttle.pause(thread);
      return Next.RUN_ON;
    }
    // In the second phase only those come here that were blocked and got their monitor because its owner was unwound: not one step further.
    boolean last = phase == Stop.Phase.UNWINDING;
    if (last && !thread.expected) {
      now.awaitEnd(thread);
      return Next.RUN_ON;
    }
    long time = System.nanoTime();
    if (!last && thread.pinned != null && time - thread.pinnedSince < PINNED_NANOS) {
      return Next.RUN_ON;
    }
    String pinned = look(thread);
    if (pinned != null && isPassing(pinned)) {
      thread.pinned = null;
      return Next.RUN_ON;
    }
    if (pinned == null && !recorder.isTrusted()) {
      return discarded(thread, now);
    }
    thread.pinned = pinned;
    if (pinned != null) {
      thread.pinnedSince = time;
      now.changed();
      if (last) {
        now.awaitEnd(thread);
      }
      return Next.RUN_ON;
    }
    if (now.stopped(thread) != Stop.Phase.UNWINDING) {
      return Next.RUN_ON;
    }
    return record(thread, now);
  }

  private static boolean isPassing(String pinned) {
    for (String method : PASSING) {
      if (pinned.startsWith(method)) {
        return true;
      }
    }
    return false;
  }

  private String look(Tracked thread) {
    thread.looking = true;
    try {
      return check.pinned(thread);
    } finally {
      thread.looking = false;
    }
  }

  private Next record(Tracked thread, Stop now) {
    if (!recorder.isNext(thread)) {
      return Next.RUN_ON;
    }
    return switch (recorder.record(thread)) {
      case RECORDED -> Next.UNWIND;
      case ELSEWHERE -> Next.RUN_ON;
      case COMPILED -> discarded(thread, now);
    };
  }

  private static Next discarded(Tracked thread, Stop now) {
    now.awaitDiscarded(thread, ClassCatalog.isJdk(thread.plan.type(thread.recorded).getClassLoader()));
    return Next.AGAIN;
  }
}
