package org.mosix.torture.programs;

import java.util.concurrent.locks.AbstractQueuedSynchronizer;

/** Synchronizers of the program on AbstractQueuedSynchronizer, whose tries work under contention; shared and exclusive. */
public final class OwnSynchronizers {
  static final class Mutex extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean tryAcquire(int ignored) {
      Work.spin(ignored);
      if (compareAndSetState(0, 1)) {
        setExclusiveOwnerThread(Thread.currentThread());
        return true;
      }
      return false;
    }

    @Override
    protected boolean tryRelease(int ignored) {
      Check.same("owner", Thread.currentThread(), getExclusiveOwnerThread());
      setExclusiveOwnerThread(null);
      setState(0);
      return true;
    }
  }

  static final class Gate extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1;

    @Override
    protected int tryAcquireShared(int ignored) {
      return getState() == 1 ? 1 : -1;
    }

    @Override
    protected boolean tryReleaseShared(int ignored) {
      Work.spin(3);
      setState(1);
      return true;
    }
  }

  static long round() throws InterruptedException {
    Mutex mutex = new Mutex();
    Gate gate = new Gate();
    long[] count = new long[1];
    Thread opener = Work.start("opener", 0, id -> gate.releaseShared(0));
    Work.together(4, id -> {
      gate.acquireShared(0);
      for (int n = 0; n < 50; n++) {
        mutex.acquire(n);
        count[0] += n;
        mutex.release(n);
      }
    });
    opener.join();
    return count[0];
  }

  public static void main(String[] args) throws Exception {
    Rounds.equal(args, "counted", () -> round());
  }
}
